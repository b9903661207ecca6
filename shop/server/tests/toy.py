"""A program for the server to serve: it notes what is sent to it. `python -m shop.server.tests.toy PORT FILE`."""

import os
import sys
from collections.abc import Callable, Iterable
from pathlib import Path
from typing import Any

from shop.server.listening import bind
from shop.server.supervising import Supervisor


def application(environ: dict[str, Any], start: Callable[..., Any]) -> Iterable[bytes]:
    """Write down the body of a POST, and answer with the number of the process."""
    if environ["REQUEST_METHOD"] == "POST":
        with Path(os.environ["TOY_FILE"]).open("ab", buffering=0) as file:
            file.write(environ["wsgi.input"].read() + b"\n")
    start("200 OK", [])
    return [b"%d" % os.getpid()]


def main() -> int:
    os.environ["TOY_FILE"] = sys.argv[2]
    server = Supervisor(bind("127.0.0.1", int(sys.argv[1])))
    server.serve("shop.server.tests.toy", 2, is_behind_proxy=False)
    return server.wait_for_the_end()


if __name__ == "__main__":
    sys.exit(main())
