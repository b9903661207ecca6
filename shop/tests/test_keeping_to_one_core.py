"""The threads of a web process that answer requests stay on one core, and each process has its own."""

import os
from collections.abc import Iterable
from concurrent.futures import ThreadPoolExecutor
from multiprocessing import get_context
from typing import Any

import pytest

from shop.cores import Cores, OnOneCore, is_alive

pytestmark = pytest.mark.skipif(not hasattr(os, "sched_getaffinity"), reason="this system ties nothing to a core")
fork = get_context("fork")


def answer(*request: Any) -> Iterable[bytes]:
    """Answer with the cores that the thread may run on."""
    return [b"%d" % core for core in sorted(os.sched_getaffinity(0))]


@pytest.fixture
def cores(monkeypatch: pytest.MonkeyPatch) -> Cores:
    """A server's cores, of which there are three, for two processes."""
    monkeypatch.setattr(os, "sched_getaffinity", lambda _: {3, 5, 8})
    return Cores(2)


def core_of(cores: Cores) -> int:
    kept = cores.keep_on_one(answer)
    assert isinstance(kept, OnOneCore)
    return kept.core


def core_of_one_that_has_ended(cores: Cores) -> int:
    ours, its = fork.Pipe()
    process = fork.Process(target=lambda: its.send(core_of(cores)))
    process.start()
    core = int(ours.recv())
    process.join()
    return core


def test_processes_side_by_side_have_different_cores(cores: Cores) -> None:
    # This one lives on, and so the core of the other is another one.
    assert core_of(cores) != core_of_one_that_has_ended(cores)


def test_the_one_that_comes_for_one_that_ended_takes_its_core(cores: Cores) -> None:
    core_of(cores)

    assert core_of_one_that_has_ended(cores) == core_of_one_that_has_ended(cores)


def test_a_process_that_has_ended_or_never_was_is_not_alive() -> None:
    process = fork.Process(target=lambda: None)
    process.start()
    process.join()

    assert is_alive(os.getpid())
    assert process.pid is not None
    assert not is_alive(process.pid)
    assert not is_alive(0)


def test_where_there_is_one_core_nothing_is_moved(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(os, "sched_getaffinity", lambda _: {3})

    assert Cores(2).keep_on_one(answer) is answer


def test_each_thread_is_moved_and_no_other() -> None:
    all_cores = os.sched_getaffinity(0)
    core = max(all_cores)
    application = OnOneCore(answer, core)

    for _ in range(2):
        with ThreadPoolExecutor(1) as thread:
            assert list(thread.submit(application).result()) == [b"%d" % core]
    assert os.sched_getaffinity(0) == all_cores


def test_a_core_that_may_not_be_used_any_more_is_told_and_the_request_answered(
    caplog: pytest.LogCaptureFixture,
) -> None:
    with ThreadPoolExecutor(1) as thread:
        assert list(thread.submit(OnOneCore(answer, 4_000)).result()) == list(answer())

    assert "A thread could not be kept on core 4000." in caplog.text
