"""A provider that does not answer keeps few threads waiting, each for a short time, and soon none at all."""

import socket
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from threading import Event, Thread
from time import monotonic

import pytest

from shop.payments import ProviderRefused, ProviderUnavailable, gate, timeouts
from shop.payments.gate import Circuit, Gate
from shop.payments.patience import COMMAND, MACHINE, SHOPPER, Patience, waiting
from shop.payments.sandbox.provider import SandboxProvider
from shop.payments.stripe import StripeProvider
from shop.payments.stripe_http import StripeHTTP
from shop.server.adapter import THREADS

QUICK = Patience(seconds=0.3, seconds_for_a_turn=0.05)


@pytest.fixture
def way() -> Gate:
    return Gate("provider")


def fail() -> None:
    raise ProviderUnavailable("away")


def refuse() -> None:
    raise ProviderRefused("no")


def test_it_passes_on_what_is_answered(way: Gate) -> None:
    assert way.ask(lambda: "paid") == "paid"
    with pytest.raises(ProviderRefused, match="no"):
        way.ask(refuse)
    assert (way.circuit, way.calls) == (Circuit.CLOSED, 0)


def test_who_waits_is_given_up_for_in_time(way: Gate) -> None:
    answers, before = Event(), monotonic()
    with waiting(QUICK), pytest.raises(ProviderUnavailable, match="did not answer in time"):
        way.ask(answers.wait)
    assert monotonic() - before < 2
    assert way.calls == 1, "the call itself is not over yet"
    answers.set()


def test_the_calls_of_one_task_share_its_time(way: Gate) -> None:
    no_time = Patience(seconds=0, seconds_for_a_turn=0)
    with waiting(no_time), pytest.raises(ProviderUnavailable, match="No time is left"):
        way.ask(lambda: "paid")
    assert way.ask(lambda: "paid") == "paid"


def test_more_than_a_few_are_refused_soon_while_these_wait(way: Gate) -> None:
    answers, asked = Event(), Event()

    def hang() -> bool:
        asked.set()
        return answers.wait(30)

    def ask() -> object:
        with waiting(SHOPPER):
            return way.ask(hang)

    with ThreadPoolExecutor(gate.MOST_CALLS) as threads:
        first = [threads.submit(ask) for _ in range(gate.MOST_CALLS)]
        asked.wait(30)
        before = monotonic()
        with pytest.raises(ProviderUnavailable, match="asked by others"):
            ask()
        assert monotonic() - before < SHOPPER.seconds
        answers.set()
        assert [task.result() for task in first] == [True, True]


def test_nobody_queues_for_one_that_has_been_silent_for_the_time_of_a_turn(
    way: Gate, monkeypatch: pytest.MonkeyPatch
) -> None:
    answers, before = Event(), monotonic()
    with ThreadPoolExecutor(gate.MOST_CALLS) as threads:
        hanging = [threads.submit(way.ask, lambda: answers.wait(60)) for _ in range(gate.MOST_CALLS)]
        while way.calls < gate.MOST_CALLS:
            assert monotonic() < before + 30
        monkeypatch.setattr(gate, "monotonic", lambda: monotonic() + 20)

        asked = monotonic()
        with waiting(Patience(seconds=60, seconds_for_a_turn=10)), pytest.raises(ProviderUnavailable, match="others"):
            way.ask(lambda: "paid")

        assert monotonic() - asked < 5
        answers.set()
        assert [task.result() for task in hanging] == [True] * gate.MOST_CALLS


def test_a_crowd_before_a_provider_that_answers_waits_for_its_turn(way: Gate) -> None:
    pause = Event()

    def ask(_: int) -> bool:
        with waiting(SHOPPER):
            return way.ask(lambda: not pause.wait(0.001))

    with ThreadPoolExecutor(gate.MOST_CALLS + gate.MOST_IN_THE_QUEUE) as threads:
        assert all(threads.map(ask, range(40)))


def test_one_waits_for_a_turn_and_the_next_is_refused_at_once(way: Gate) -> None:
    answers, deadline = Event(), monotonic() + 30

    def ask() -> object:
        with waiting(Patience(seconds=60, seconds_for_a_turn=60)):
            return way.ask(lambda: answers.wait(60))

    with ThreadPoolExecutor(gate.MOST_CALLS + gate.MOST_IN_THE_QUEUE) as threads:
        served = [threads.submit(ask) for _ in range(gate.MOST_CALLS + gate.MOST_IN_THE_QUEUE)]
        while (way.calls, way.queued) != (gate.MOST_CALLS, gate.MOST_IN_THE_QUEUE):
            assert monotonic() < deadline
        with pytest.raises(ProviderUnavailable, match="asked by others"):
            ask()
        answers.set()
        # Far sooner than its time for a turn is over: it is told that a turn is free.
        assert all(task.result(20) for task in served)


def test_after_some_failures_nobody_asks_for_a_while_and_then_one_tries(
    way: Gate, monkeypatch: pytest.MonkeyPatch
) -> None:
    for _ in range(gate.FAILURES_TO_REST):
        assert circuit_of(way) == "closed"
        with pytest.raises(ProviderUnavailable, match="away"):
            way.ask(fail)
    assert circuit_of(way) == "open"
    with pytest.raises(ProviderUnavailable, match="was away a moment ago"):
        way.ask(lambda: "paid")

    rested = monotonic() + gate.SECONDS_TO_REST
    monkeypatch.setattr(gate, "monotonic", lambda: rested)
    assert circuit_of(way) == "half-open"
    with pytest.raises(ProviderUnavailable, match="away"):
        way.ask(fail)
    assert circuit_of(way) == "open"

    rested += gate.SECONDS_TO_REST
    assert way.ask(lambda: way.calls) == 1
    assert circuit_of(way) == "closed"


def circuit_of(way: Gate) -> str:
    return way.circuit.value


def test_a_failure_now_and_then_opens_nothing(way: Gate) -> None:
    for _ in range(10):
        with pytest.raises(ProviderUnavailable):
            way.ask(fail)
        way.ask(lambda: "paid")
    assert way.circuit is Circuit.CLOSED


def test_who_waits_for_a_page_has_less_time_than_a_machine_or_a_command() -> None:
    assert SHOPPER.seconds <= 5 < MACHINE.seconds < COMMAND.seconds
    assert gate.MOST_CALLS + gate.MOST_IN_THE_QUEUE < THREADS, "a thread of a process is left for pages"


@pytest.fixture(params=["silent", "dripping"])
def frozen(request: pytest.FixtureRequest) -> Iterator[str]:
    """The address of a server that takes every connection, and never answers or never ends its answer."""
    is_over = Event()
    taken: list[socket.socket] = []

    def serve(listener: socket.socket) -> None:
        while not is_over.wait(0.01):
            with suppress(TimeoutError):
                taken.append(listener.accept()[0])
            for each in taken if request.param == "dripping" else []:
                with suppress(OSError):
                    each.sendall(b"H" if len(taken) else b"")

    with socket.create_server(("127.0.0.1", 0)) as listener:
        listener.settimeout(0.05)
        thread = Thread(target=serve, args=(listener,))
        thread.start()
        yield f"http://127.0.0.1:{listener.getsockname()[1]}"
        is_over.set()
        thread.join()
        for each in taken:
            each.close()


class ElsewhereHTTP(StripeHTTP):
    """Stripe's client, led to another address."""

    address = ""

    def request(self, method, url, headers, post_data=None, *, _usage=None):  # type: ignore[no-untyped-def]  # noqa: ANN001, ANN201
        return super().request(method, url.replace("https://api.stripe.com", self.address), headers, post_data)


@pytest.mark.parametrize("name", ["sandbox", "stripe"])
def test_a_provider_that_takes_the_question_and_does_not_answer_is_away_in_time(name: str, frozen: str) -> None:
    way = Gate(name)
    elsewhere = ElsewhereHTTP()
    elsewhere.address = frozen
    provider = (
        SandboxProvider(frozen, "secret")
        if name == "sandbox"
        else StripeProvider("sk_test_key", "whsec", http_client=elsewhere)
    )
    before = monotonic()
    with waiting(QUICK), pytest.raises(ProviderUnavailable):
        way.ask(lambda: provider.fetch("reference"))
    assert monotonic() - before < 3


def test_connecting_has_a_limit_of_its_own() -> None:
    assert timeouts.time_limit().connect == timeouts.SECONDS_TO_CONNECT
    with waiting(QUICK):
        assert (timeouts.time_limit().connect or 9) <= QUICK.seconds
