"""Serve the shop: `python -m shop.serve`, or with `--prepare` to bring the database up to date first.

The web processes are identical; any number of them may run. Uploads are served by granian, without Python.
"""

import argparse
import os
import signal
import socket
import subprocess
import sys
from collections.abc import Callable
from functools import partial
from multiprocessing import Process
from pathlib import Path
from threading import Event, Lock, Thread

from django.conf import settings
from django.core.exceptions import ImproperlyConfigured

from shop.cores import Application, Cores

HOST = "127.0.0.1"
# Each thread holds a database connection; more of them would only queue for SQLite's one writer.
THREADS_PER_WORKER = 4
SECONDS_TO_FINISH = 10
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
        port, workers, media = settings.PORT, settings.WEB_WORKERS, Path(settings.MEDIA_ROOT)
        _claim(port)
    except (ImproperlyConfigured, OSError) as error:
        print(error, file=sys.stderr)  # noqa: T201
        return 2
    media.mkdir(parents=True, exist_ok=True)
    if options.prepare and (status := _in_a_process_of_its_own(_prepare)):
        return status
    _serve(port, workers, media)
    return 0


def _claim(port: int) -> None:
    """Raise OSError with a sentence where the port cannot be had: granian itself would share it silently."""
    with socket.socket() as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((HOST, port))
        except PermissionError as error:
            raise OSError(f"Port {port} is for the administrator alone. Choose another: make run PORT=8001") from error
        except OSError as error:
            raise OSError(f"Port {port} is in use. Choose another: make run PORT={port % 65_535 + 1}") from error


def _in_a_process_of_its_own(work: Callable[[], None]) -> int:
    """Do `work` where it leaves no database connection behind for the web processes to inherit."""
    process = Process(target=work)
    process.start()
    process.join()
    return process.exitcode or 0


def _prepare() -> None:
    # Imported here: the process that serves needs none of it.
    import django  # noqa: PLC0415
    from django.core.management import CommandError, call_command  # noqa: PLC0415
    from django.db import DatabaseError  # noqa: PLC0415

    try:
        django.setup()
        call_command("migrate", interactive=False, verbosity=0)
        call_command("clearsessions")
        call_command("seed_demo", if_empty=True)
    except (CommandError, DatabaseError, ImproperlyConfigured) as error:
        sys.exit(f"The shop could not be prepared: {error}")


def _serve(port: int, workers: int, media: Path) -> None:
    from granian.constants import Interfaces  # noqa: PLC0415
    from granian.log import LogLevels  # noqa: PLC0415
    from granian.server import Server  # noqa: PLC0415

    server = Server(
        "shop.wsgi:application",
        address=HOST,
        port=port,
        interface=Interfaces.WSGI,
        workers=workers,
        blocking_threads=THREADS_PER_WORKER,
        respawn_failed_workers=True,
        workers_kill_timeout=SECONDS_TO_FINISH,
        log_level=LogLevels.warning,
        static_path_route=[settings.MEDIA_URL.rstrip("/")],
        static_path_mount=[media],
    )

    # Before the web processes are forked from this one.
    housekeeping = Housekeeping()

    @server.on_startup
    def watch() -> None:
        # granian would reload on a closed terminal; a shop whose terminal is gone stops.
        signal.signal(signal.SIGHUP, server.signal_handler_interrupt)
        Thread(target=_announce, args=(port,), daemon=True).start()
        Thread(target=_remove_expired_sessions_daily, daemon=True).start()
        Thread(target=housekeeping.watch, daemon=True).start()

    os.register_at_fork(after_in_child=_end_when_told)
    try:
        server.serve(target_loader=partial(_load, Cores(workers)), wrap_loader=False)
    finally:
        housekeeping.stop()


def _announce(port: int) -> None:
    """Print the address as soon as a worker listens there."""
    pause = Event()
    while not pause.wait(0.1):
        with socket.socket() as probe:
            if probe.connect_ex((HOST, port)) == 0:
                print(f"The shop is open at http://{HOST}:{port} (Ctrl-C stops it).", flush=True)  # noqa: T201
                return


def _remove_expired_sessions_daily() -> None:
    """Start a process for it each day, as `_prepare` has done it on the first."""
    pause = Event()
    while not pause.wait(SECONDS_OF_A_DAY):
        subprocess.run([sys.executable, "-m", "django", "clearsessions"], check=False, start_new_session=True)


class Housekeeping:
    """The process that sends mail and settles payments: begun again when it ends, and stopped with the server.

    It stops by itself too when the server is killed.
    """

    def __init__(self) -> None:
        self.is_over = Event()
        self.lock = Lock()
        self.process = self.begin()

    def begin(self) -> "subprocess.Popen[bytes]":
        """Begin it out of reach of the terminal's Ctrl-C: a letter that is being sent is finished."""
        command = [sys.executable, "-m", "django", "housekeeping", f"--parent={os.getpid()}"]
        return subprocess.Popen(command, stdin=subprocess.DEVNULL, start_new_session=True)  # noqa: S603

    def watch(self) -> None:
        while True:
            self.process.wait()
            if self.is_over.wait(SECONDS_TO_FINISH):
                return
            with self.lock:
                if not self.is_over.is_set():
                    self.process = self.begin()

    def stop(self) -> None:
        with self.lock:
            self.is_over.set()
            self.process.terminate()
        try:
            self.process.wait(SECONDS_TO_FINISH)
        except subprocess.TimeoutExpired:
            self.process.kill()


def _end_when_told() -> None:
    """Let a web process end at SIGTERM from its first moment: this one's handler would only be noted in its copy."""
    signal.signal(signal.SIGTERM, signal.SIG_DFL)


def _load(cores: Cores) -> Application:
    """Load the application in a web process, out of reach of the terminal's Ctrl-C: the server stops its workers."""
    os.setpgid(0, 0)
    _end_when_told()
    from shop.wsgi import application  # noqa: PLC0415

    return cores.keep_on_one(application)


if __name__ == "__main__":
    sys.exit(main())
