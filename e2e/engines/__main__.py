"""Find each browser, or install it, and say which one the tests use."""

import sys

from e2e.browser import install_packages
from e2e.engines import ENGINES

for engine in ENGINES:
    path = engine.find() or (install_packages(*engine.packages) and engine.find())
    print(f"{engine.name}: {path}" if path else engine.missing, file=sys.stderr, flush=True)  # noqa: T201
