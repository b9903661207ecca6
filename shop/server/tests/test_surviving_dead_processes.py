"""A server whose web processes die goes on, however often they do."""

import os
import signal
from contextlib import suppress
from pathlib import Path

import pytest

from shop.server.tests.serving_toys import ask, toy
from shop.server.tests.waiting import wait_until

pytestmark = pytest.mark.served


def children(parent: int) -> set[int]:
    """Return the processes that another has begun."""
    found = set()
    for stat in Path("/proc").glob("[0-9]*/stat"):
        # Some end meanwhile.
        with suppress(OSError):
            _, _, rest = stat.read_text().rpartition(") ")
            state, above = rest.split()[:2]
            if int(above) == parent and state != "Z":
                found.add(int(stat.parent.name))
    return found


@pytest.mark.skipif(not Path("/proc/self/stat").exists(), reason="this system does not tell of its processes")
def test_two_web_processes_that_die_at_once_are_begun_again_each_time(tmp_path: Path) -> None:
    with toy(tmp_path) as server:
        for _ in range(3):
            wait_until(lambda: len(children(server.process.pid)) == 2)
            dying = children(server.process.pid)
            for process in dying:
                os.kill(process, signal.SIGKILL)
            # Who comes meanwhile waits and is answered.
            assert int(ask(server.port, "GET")) not in dying
        assert server.process.poll() is None
    assert server.log.read_text().count("is begun again") >= 6
