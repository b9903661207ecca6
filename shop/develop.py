"""Serve the shop to its developer: `python -m shop.develop`. What is changed is on the next request.

Django's own server, which begins again when a Python file changes. `make dev` sets DEBUG.
"""

import os
import subprocess
import sys

from django.conf import settings
from django.core.exceptions import ImproperlyConfigured
from django.core.management import execute_from_command_line
from django.utils.autoreload import DJANGO_AUTORELOAD_ENV

from shop.serve import in_a_process_of_its_own, prepare


def main() -> int:
    """Serve until interrupted. Returns the exit status where the shop could not be prepared."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "shop.settings")
    if os.environ.get(DJANGO_AUTORELOAD_ENV) == "true":
        # Begins again with the server, so that mail is written by today's code too.
        subprocess.Popen([sys.executable, "-m", "django", "housekeeping", f"--parent={os.getpid()}"])  # noqa: S603
    elif status := _begin():
        return status
    execute_from_command_line(["manage.py", "runserver", f"{os.environ['HOST']}:{os.environ['PORT']}"])
    return 0


def _begin() -> int:
    """Prepare the database and note where to serve. Returns the exit status."""
    try:
        host, port = settings.HOST, settings.PORT
    except ImproperlyConfigured as error:
        print(error, file=sys.stderr)  # noqa: T201
        return 2
    # The processes that serve begin without reading settings: those may be broken until they are mended.
    os.environ |= {"HOST": f"[{host}]" if ":" in host else host, "PORT": str(port)}
    return in_a_process_of_its_own(prepare)


if __name__ == "__main__":
    sys.exit(main())
