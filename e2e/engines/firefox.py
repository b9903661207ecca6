"""Firefox, driven by Marionette: its own protocol, a length and JSON over a socket."""

import json
import os
import shutil
import socket
import subprocess
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from threading import Event
from time import monotonic
from typing import Any

from e2e.engines.window import Refused, Window

NAMES = ("firefox-esr", "firefox")
PACKAGES = ("firefox-esr",)
SECONDS_TO_START = 120
BYTES = 65_536
PREFERENCES: dict[str, bool | int | str] = {
    "app.update.enabled": False,
    "browser.shell.checkDefaultBrowser": False,
    "browser.startup.homepage_override.mstone": "ignore",
    "datareporting.policy.dataSubmissionEnabled": False,
    "toolkit.telemetry.reportingpolicy.firstRun": False,
    "extensions.update.enabled": False,
    "network.captive-portal-service.enabled": False,
    "network.connectivity-service.enabled": False,
    "services.settings.server": "data:,",
    "ui.prefersReducedMotion": 1,
    # Scrollbars that take room, as on most desks.
    "widget.gtk.overlay-scrollbars.enabled": False,
    "widget.non-native-theme.scrollbar.size.override": 15,
}
COMMANDS = {
    "url": "WebDriver:Navigate",
    "back": "WebDriver:Back",
    "execute/sync": "WebDriver:ExecuteScript",
    "actions": "WebDriver:PerformActions",
    "window/rect": "WebDriver:SetWindowRect",
}
LOGGED = """
return Services.console.getMessageArray().filter(one => one instanceof Ci.nsIScriptError)
  .filter(one => !(one.flags & Ci.nsIScriptError.warningFlag) && /^http/.test(one.sourceName))
  .map(String)
"""


def find() -> str | None:
    """Return the path of an installed Firefox."""
    return next(filter(None, map(shutil.which, NAMES)), None)


class FirefoxWindow(Window):
    def __init__(self, connection: socket.socket) -> None:
        self._connection = connection
        self._received = b""
        self._last = 0
        self._read()
        self._ask("WebDriver:NewSession", {"pageLoadStrategy": "normal"})

    def send(self, command: str, **parameters: Any) -> Any:
        return self._ask(COMMANDS[command], parameters)

    def complaints(self) -> list[str]:
        self._ask("Marionette:SetContext", {"value": "chrome"})
        complaints: list[str] = self._ask("WebDriver:ExecuteScript", {"script": LOGGED, "args": []})
        self._ask("Marionette:SetContext", {"value": "content"})
        return complaints

    def _ask(self, name: str, parameters: dict[str, Any]) -> Any:
        self._last += 1
        message = json.dumps([0, self._last, name, parameters]).encode()
        self._connection.sendall(b"%d:%s" % (len(message), message))
        _, _, error, result = self._read()
        if error:
            raise Refused(f"{name}: {error['message']}")
        return result["value"] if isinstance(result, dict) and "value" in result else result

    def _read(self) -> Any:
        while b":" not in self._received:
            self._receive()
        length, _, self._received = self._received.partition(b":")
        while len(self._received) < int(length):
            self._receive()
        message, self._received = self._received[: int(length)], self._received[int(length) :]
        return json.loads(message)

    def _receive(self) -> None:
        received = self._connection.recv(BYTES)
        if not received:
            raise Refused("The browser is gone.")
        self._received += received


@contextmanager
def open_window(binary: str) -> Iterator[Window]:
    """Open Firefox with one empty window, in an empty profile, and close it at the end."""
    with tempfile.TemporaryDirectory(ignore_cleanup_errors=True) as profile:
        # It writes the port that it has found into its profile.
        preferences = PREFERENCES | {"marionette.port": 0}
        lines = [f"user_pref({json.dumps(name)}, {json.dumps(value)});" for name, value in preferences.items()]
        (Path(profile) / "user.js").write_text("\n".join(lines))
        arguments = ["--headless", "--marionette", "--remote-allow-system-access", "--no-remote", "--profile", profile]
        process = subprocess.Popen(
            [binary, *arguments, "about:blank"],
            env={**os.environ, "HOME": profile},
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
        )
        try:
            with socket.create_connection(("127.0.0.1", _port(Path(profile))), timeout=SECONDS_TO_START) as connection:
                yield FirefoxWindow(connection)
        finally:
            process.terminate()
            process.wait(SECONDS_TO_START)


def _port(profile: Path) -> int:
    file, pause, deadline = profile / "MarionetteActivePort", Event(), monotonic() + SECONDS_TO_START
    while monotonic() < deadline:
        if file.exists() and (text := file.read_text()):
            return int(text)
        pause.wait(0.1)
    raise Refused("Firefox does not open.")
