"""Serve the shop: `python -m shop.serve`, or with `--prepare` to bring the database up to date first.

The web processes are identical; any number of them may run.
"""

import argparse
import logging
import os
import signal
import socket
import subprocess
import sys
from collections.abc import Callable
from contextlib import suppress
from multiprocessing import Process
from threading import Event, Thread

from django.conf import settings
from django.core.exceptions import ImproperlyConfigured
from django.utils.log import configure_logging

from shop.database.sqlite.closing import leave_one_file
from shop.metrics.folder import begin_anew
from shop.server.listening import bind
from shop.server.supervising import Supervisor

logger = logging.getLogger(__name__)

SECONDS_OF_A_DAY = 24 * 60 * 60


def main() -> int:
    """Serve until interrupted. Returns the exit status."""
    # Until the server listens to it, Ctrl-C ends everything at once and without a traceback.
    signal.signal(signal.SIGINT, signal.SIG_DFL)
    parser = argparse.ArgumentParser(prog="python -m shop.serve", description="Serve the shop.")
    parser.add_argument(
        "--prepare",
        action="store_true",
        help="migrate, remove expired sessions, and seed the demo shop when there is none",
    )
    options = parser.parse_args()
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "shop.settings")
    try:
        listener, workers = bind(settings.HOST, settings.PORT), settings.WEB_WORKERS
        configure_logging(settings.LOGGING_CONFIG, settings.LOGGING)
    except (ImproperlyConfigured, OSError) as error:
        print(error, file=sys.stderr)  # noqa: T201
        return 2
    for sentence in settings.UNKNOWN_SETTINGS:
        logger.warning(sentence)
    if status := in_a_process_of_its_own(prepare if options.prepare else _refuse_newer):
        return status
    begin_anew()
    return _serve(listener, workers)


def in_a_process_of_its_own(work: Callable[[], None]) -> int:
    """Do `work` where it leaves no database connection behind for the web processes to inherit."""
    process = Process(target=work)
    process.start()
    process.join()
    return process.exitcode or 0


def prepare() -> None:
    """Bring the database up to date, and fill a new shop. Exits with a sentence where that fails."""
    # Imported here: the process that serves needs none of it.
    import django  # noqa: PLC0415
    from django.core.management import CommandError, call_command  # noqa: PLC0415
    from django.db import DatabaseError  # noqa: PLC0415

    django.setup()
    # Each attempt to connect would be a line, beside the sentence that says why there is no database.
    logging.getLogger("psycopg.pool").setLevel(logging.ERROR)
    from shop.backups.keeping import back_up_before_migrating  # noqa: PLC0415
    from shop.health.database import why_away  # noqa: PLC0415
    from shop.schema import refuse_newer  # noqa: PLC0415

    try:
        refuse_newer()
        back_up_before_migrating(say=print)
        call_command("migrate", interactive=False, verbosity=0)
        call_command("clearsessions")
        if settings.DEMO:
            call_command("seed_demo", if_empty=True)
    except (CommandError, DatabaseError, ImproperlyConfigured) as error:
        why = why_away() if isinstance(error, DatabaseError) else ""
        sys.exit(f"The shop could not be prepared: {why or error}")


def _refuse_newer() -> None:
    """End where a later release has migrated the database. One that is away may come back."""
    import django  # noqa: PLC0415
    from django.core.management import CommandError  # noqa: PLC0415
    from django.db import DatabaseError  # noqa: PLC0415

    django.setup()
    from shop.schema import refuse_newer  # noqa: PLC0415

    try:
        refuse_newer()
    except CommandError as error:
        sys.exit(str(error))
    except DatabaseError:
        """Every page says so."""


def _serve(listener: socket.socket, workers: int) -> int:
    server = Supervisor(listener)
    server.serve("shop.wsgi", workers, is_behind_proxy=bool(settings.TRUST_PROXY))
    server.keep("-m", "django", "housekeeping", f"--parent={os.getpid()}")
    Thread(target=_announce, args=listener.getsockname()[:2], daemon=True).start()
    Thread(target=_remove_expired_sessions_daily, daemon=True).start()
    try:
        return server.wait_for_the_end()
    finally:
        leave_one_file()


def _announce(host: str, port: int) -> None:
    """Print the address as soon as a web process listens there."""
    pause = Event()
    while not pause.wait(0.1):
        with suppress(OSError), socket.create_connection((host, port)):
            address = f"[{host}]" if ":" in host else host
            print(f"The shop is open at http://{address}:{port} (Ctrl-C stops it).", flush=True)  # noqa: T201
            return


def _remove_expired_sessions_daily() -> None:
    """Start a process for it each day, as `prepare` has done it on the first."""
    pause = Event()
    while not pause.wait(SECONDS_OF_A_DAY):
        subprocess.run([sys.executable, "-m", "django", "clearsessions"], check=False, start_new_session=True)


if __name__ == "__main__":
    sys.exit(main())
