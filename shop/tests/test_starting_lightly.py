"""What few requests need is loaded by the first of them: it costs no start, and no memory of each web process."""

import subprocess
import sys

import pytest

pytestmark = pytest.mark.slow

SELDOM = ["httpx", "boto3", "prometheus_client", "openpyxl"]
LOADED = f"""
import sys
from shop.wsgi import application
print(*(name for name in {SELDOM} if name in sys.modules))
"""


def test_a_web_process_begins_without_the_libraries_of_rare_work() -> None:
    done = subprocess.run([sys.executable, "-c", LOADED], capture_output=True, text=True, check=True, timeout=60)

    assert done.stdout.split() == []
