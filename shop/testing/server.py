"""A real shop for the tests: the server of `make run`, in processes and with a folder and a database of its own."""

import os
import secrets
import shutil
import signal
import socket
import subprocess
import sys
from collections.abc import Iterator, Sequence
from contextlib import contextmanager, suppress
from dataclasses import dataclass, replace
from http import HTTPStatus
from pathlib import Path
from threading import Event
from time import monotonic
from urllib.error import HTTPError, URLError
from urllib.request import urlopen

from shop.testing.environment import DEFAULTS, ENVIRONMENT

ROOT = Path(__file__).resolve().parent.parent.parent
SECONDS_TO_OPEN = 180
BELOW_OUTGOING = range(10_000, 32_768)
SECONDS_TO_CLOSE = 15
OWNER = "merchant"
PASSWORD = "open sesame"  # noqa: S105


@dataclass(frozen=True)
class Shop:
    """A running shop. `root` is the working copy that it is run from."""

    url: str
    folder: Path
    environment: dict[str, str]
    root: Path = ROOT

    @property
    def log(self) -> Path:
        return self.folder / "server.log"

    @property
    def python(self) -> str:
        """The Python that runs it: another working copy's own, where it has one."""
        own = self.root / ".venv" / "bin" / "python"
        return str(own) if self.root != ROOT and own.exists() else sys.executable

    def run(self, *arguments: str) -> str:
        """Run Python with these arguments in this shop's surroundings and return what it printed."""
        done = subprocess.run(  # noqa: S603
            [self.python, *arguments],
            cwd=self.root,
            env=self.environment,
            check=False,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            text=True,
        )
        if done.returncode:
            raise RuntimeError(f"{' '.join(arguments)} ended with {done.returncode}:\n{done.stdout}")
        return done.stdout

    def manage(self, *arguments: str) -> str:
        """Run a management command against this shop and return what it printed."""
        return self.run("manage.py", *arguments)

    def script(self, text: str) -> str:
        """Run a script that uses this shop's models and return what it printed."""
        return self.run("-c", f"import django\ndjango.setup()\n{text}")

    def make_owner(self) -> None:
        """Make the account that may do everything, as the README does."""
        asking = replace(self, environment=self.environment | {"DJANGO_SUPERUSER_PASSWORD": PASSWORD})
        asking.manage("createsuperuser", "--noinput", f"--username={OWNER}", f"--email={OWNER}@example.com")


@contextmanager
def open_shop(folder: Path) -> Iterator[Shop]:
    """Open a shop with the demo products in an empty folder, and close it at the end. Raises RuntimeError."""
    collect_static(folder)
    shop = plan_shop(folder)
    with serve(shop, "--prepare"):
        yield shop


@contextmanager
def open_copy(filled: Path, folder: Path, **variables: str) -> Iterator[Shop]:
    """Open in an empty folder what another shop has left in its own, and close it at the end. Raises RuntimeError.

    `variables` are set in its environment.
    """
    shutil.copytree(filled, folder, symlinks=True, dirs_exist_ok=True)
    shop = plan_shop(folder, **variables)
    with serve(shop):
        yield shop


@contextmanager
def open_scripted(folder: Path, static: Path, script: str = "") -> Iterator[Shop]:
    """Open in an empty folder a shop with an owner and what a script makes, and close it. Raises RuntimeError.

    The static files were collected before, in `static`.
    """
    use_static(folder, static)
    shop = plan_shop(folder)
    shop.manage("migrate", "--verbosity=0")
    shop.make_owner()
    if script:
        shop.script(script)
    with serve(shop):
        yield shop


def fill_with_demo(folder: Path, static: Path) -> None:
    """Leave the demo shop in an empty folder, with static files collected before, in `static`. Raises RuntimeError."""
    use_static(folder, static)
    with serve(plan_shop(folder), "--prepare"):
        """Opening it for the first time has filled it."""


def collect_static(folder: Path) -> None:
    """Collect the static files of a shop in this folder. Raises RuntimeError."""
    plan_shop(folder).manage("collectstatic", "--no-input", "--verbosity=0")


def use_static(folder: Path, collected: Path) -> None:
    """Let a shop in this folder serve what `collect_static` has left in the other."""
    (folder / "static").symlink_to(collected / "static")


def plan_shop(folder: Path, **variables: str) -> Shop:
    """Return a shop that may be opened in an empty folder. `variables` are set in its environment."""
    port = free_port()
    surroundings = {name: os.environ[name] for name in ("PATH", "HOME", "LANG") if name in os.environ}
    own = {
        "DJANGO_SETTINGS_MODULE": "shop.settings",
        "DATABASE_URL": f"sqlite:///{folder / 'db.sqlite3'}",
        "VAR_DIR": str(folder),
        "PORT": str(port),
    }
    return Shop(f"http://127.0.0.1:{port}", folder, surroundings | ENVIRONMENT | DEFAULTS | own | variables)


@contextmanager
def serve(shop: Shop, *arguments: str, program: Sequence[str] = ("-m", "shop.serve")) -> Iterator[None]:
    """Serve a shop until the block ends. Raises RuntimeError where it does not open."""
    with shop.log.open("wb") as log:
        process = subprocess.Popen(  # noqa: S603
            [shop.python, *program, *arguments],
            cwd=shop.root,
            env=shop.environment,
            stdin=subprocess.DEVNULL,
            stdout=log,
            stderr=subprocess.STDOUT,
        )
    try:
        _wait_until_open(shop, process)
        yield
    finally:
        process.send_signal(signal.SIGTERM)
        try:
            process.wait(SECONDS_TO_CLOSE)
        except subprocess.TimeoutExpired:
            process.kill()
            raise


def free_port() -> int:
    """Return a port that nobody uses now, and that no outgoing connection takes meanwhile."""
    while True:
        port = secrets.choice(BELOW_OUTGOING)
        with socket.socket() as probe, suppress(OSError):
            probe.bind(("127.0.0.1", port))
            return port


def _wait_until_open(shop: Shop, process: "subprocess.Popen[bytes]") -> None:
    deadline = monotonic() + SECONDS_TO_OPEN
    pause = Event()
    while (status := _status(shop.url)) != HTTPStatus.OK:
        if status or process.poll() is not None or monotonic() > deadline:
            raise RuntimeError(f"The shop did not open (status {status}):\n{shop.log.read_text(errors='replace')}")
        pause.wait(0.1)


def _status(url: str) -> int | None:
    """Return the status of the answer, or None while nobody answers."""
    try:
        with urlopen(url, timeout=10) as answer:  # noqa: S310
            return int(answer.status)
    except HTTPError as error:
        return error.code
    except (URLError, ConnectionError, TimeoutError):
        return None
