"""Doing one thing many times at the same moment, in several processes and threads, without a server.

`python -m shop.testing.rush package.module:function FIRST COUNT` is one of the processes: it says "ready", waits for a
line, calls the function with each number in a thread of its own, and prints what each call returned.
"""

import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor
from importlib import import_module
from threading import Barrier

import django
from django.db import connection

from shop.testing.server import ROOT, Shop

# To begin a process takes longer than what is raced for. Two are enough to meet outside of one.
PROCESSES = 2
THREADS = 25
SECONDS = 60


def rush(shop: Shop, work: str) -> list[str]:
    """Call `work` fifty times at once in the surroundings of a shop; return what the calls returned."""
    started = [start(shop, work, first) for first in range(0, PROCESSES * THREADS, THREADS)]
    for process in started:
        assert process.stdout is not None
        if process.stdout.readline() != "ready\n":
            raise RuntimeError(process.communicate()[0])
    for process in started:
        assert process.stdin is not None
        process.stdin.write("go\n")
        process.stdin.flush()
    ended = [process.communicate(timeout=SECONDS)[0].splitlines() for process in started]
    return [line for lines in ended for line in lines]


def start(shop: Shop, work: str, first: int) -> "subprocess.Popen[str]":
    command = [sys.executable, "-m", "shop.testing.rush", work, str(first), str(THREADS)]
    pipe = subprocess.PIPE
    return subprocess.Popen(  # noqa: S603
        command, cwd=ROOT, env=shop.environment, stdin=pipe, stdout=pipe, stderr=subprocess.STDOUT, text=True
    )


def main(work: str, first: int, count: int) -> None:
    """Be one of the processes."""
    django.setup()
    module, name = work.split(":")
    function = getattr(import_module(module), name)
    barrier = Barrier(count)

    def go(number: int) -> str:
        barrier.wait(SECONDS)
        try:
            return str(function(number))
        finally:
            connection.close()

    print("ready", flush=True)  # noqa: T201
    sys.stdin.readline()
    with ThreadPoolExecutor(count) as threads:
        print(*threads.map(go, range(first, first + count)), sep="\n")  # noqa: T201


if __name__ == "__main__":
    main(sys.argv[1], int(sys.argv[2]), int(sys.argv[3]))
