"""Between the shop and a provider: few wait for one that does not answer, for a short time, and soon nobody."""

import logging
from collections.abc import Callable
from concurrent.futures import Future
from contextvars import copy_context
from enum import StrEnum
from threading import Condition, Thread
from time import monotonic
from typing import TypeVar

from django.dispatch import Signal

from shop.payments.interface import ProviderUnavailable
from shop.payments.patience import COMMAND, current

T = TypeVar("T")
logger = logging.getLogger(__name__)

# Of the four threads of a process one is left for pages.
MOST_CALLS = 2
MOST_IN_THE_QUEUE = 1
FAILURES_TO_REST = 2
SECONDS_TO_REST = 10


class Circuit(StrEnum):
    """What a process knows of a provider."""

    CLOSED = "closed"  # it answers
    OPEN = "open"  # it did not, again and again, and is not asked for a while
    HALF_OPEN = "half-open"  # the while is over: one call tries it, and the others are refused until that has ended


class Outcome(StrEnum):
    """What became of a question."""

    ANSWERED = "answered"
    AWAY = "away"  # no answer came, or none in time
    NOT_ASKED = "not-asked"  # the circuit is open, or too many ask already


asked = Signal()
"""Sent by the gate, with an `outcome`, for each question."""


class Gate:
    """The way to one provider, for all threads of a process: a bulkhead, a time limit and a circuit breaker."""

    def __init__(self, name: str) -> None:
        self.name = name
        self._changed = Condition()
        self._begun: list[float] = []
        self.queued = 0
        self._failures = 0
        self._rests_until = 0.0

    @property
    def circuit(self) -> Circuit:
        if self._failures < FAILURES_TO_REST:
            return Circuit.CLOSED
        return Circuit.OPEN if monotonic() < self._rests_until else Circuit.HALF_OPEN

    @property
    def calls(self) -> int:
        """How many calls are under way."""
        return len(self._begun)

    def ask(self, call: Callable[[], T]) -> T:
        """Call, and return the answer. The call runs in a thread of its own, for no library ends one in time.

        Raises ProviderUnavailable at once while the circuit is open, soon where too many calls are under way, and where
        the call itself raises it or lasts too long. What else the call raises is an answer too.
        """
        try:
            begun = self._take_turn()
        except ProviderUnavailable:
            asked.send(self, outcome=Outcome.NOT_ASKED)
            raise
        answer: Future[T] = Future()
        Thread(target=copy_context().run, args=(self._carry, call, answer, begun), daemon=True).start()
        try:
            result = answer.result(current()[1])
        except TimeoutError as error:
            self._note_failure()
            raise ProviderUnavailable(f"{self.name} did not answer in time.") from error
        except ProviderUnavailable:
            self._note_failure()
            raise
        except Exception:
            self._note_answer()
            raise
        self._note_answer()
        return result

    def _take_turn(self) -> float:
        patience, left = current()
        if not left:
            raise ProviderUnavailable(f"No time is left to ask {self.name}.")
        with self._changed:
            # Who has failed a moment ago, or has been silent for that long, is not waited for in a queue.
            silence = monotonic() - min(self._begun, default=monotonic())
            is_full = bool(self._failures) or (self.queued >= MOST_IN_THE_QUEUE and patience is not COMMAND)
            if not self._queue(0 if is_full else min(patience.seconds_for_a_turn - silence, left)):
                raise ProviderUnavailable(f"{self.name} is being asked by others, or was away a moment ago.")
            begun = monotonic()
            self._begun.append(begun)
            return begun

    def _queue(self, seconds: float) -> bool:
        """Wait for a turn, and tell whether it has come."""
        self.queued += 1
        try:
            return self._changed.wait_for(lambda: self.calls < self._most_calls, seconds)
        finally:
            self.queued -= 1

    @property
    def _most_calls(self) -> int:
        return {Circuit.CLOSED: MOST_CALLS, Circuit.OPEN: 0, Circuit.HALF_OPEN: 1}[self.circuit]

    def _carry(self, call: Callable[[], T], answer: "Future[T]", begun: float) -> None:
        try:
            answer.set_result(call())
        except BaseException as error:  # noqa: BLE001 it is raised again where the answer is waited for
            answer.set_exception(error)
        finally:
            with self._changed:
                self._begun.remove(begun)
                self._changed.notify_all()

    def _note_failure(self) -> None:
        asked.send(self, outcome=Outcome.AWAY)
        with self._changed:
            self._failures += 1
            if self._failures >= FAILURES_TO_REST:
                self._rests_until = monotonic() + SECONDS_TO_REST
                logger.warning("%s does not answer, and is not asked for %d seconds.", self.name, SECONDS_TO_REST)

    def _note_answer(self) -> None:
        asked.send(self, outcome=Outcome.ANSWERED)
        with self._changed:
            if self._failures >= FAILURES_TO_REST:
                logger.warning("%s answers again.", self.name)
            self._failures = 0
