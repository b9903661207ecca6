"""WebKitGTK's MiniBrowser on a screen of its own, driven by WebKitWebDriver over HTTP."""

import json
import os
import shutil
import signal
import subprocess
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from http.client import HTTPConnection
from pathlib import Path
from threading import Event
from time import monotonic
from typing import Any

from e2e.engines.window import Refused, Window
from shop.testing.server import free_port

PACKAGES = ("webkit2gtk-driver", "xvfb", "xauth")
BROWSERS = "webkit2gtk-4.*/MiniBrowser"
FOLDERS = [Path("/usr/lib"), *Path("/usr/lib").glob("*-linux-gnu"), Path("/usr/libexec")]
SECONDS_TO_START = 120
HTTP_OK = 200
# It keeps its console to itself: each page is listened to from the first script on that is run in it.
LISTEN = """
if (!window.isHeard) {
  window.isHeard = true;
  const heard = () => sessionStorage.getItem("complaints") ?? "";
  const note = (text) => sessionStorage.setItem("complaints", `${heard()}${text}\\n`);
  addEventListener("error", ({ message }) => note(message));
  addEventListener("unhandledrejection", ({ reason }) => note(reason));
  addEventListener("securitypolicyviolation", ({ violatedDirective }) => note(violatedDirective));
}
"""


def find() -> str | None:
    """Return the path of an installed MiniBrowser that can be driven, and shown without a screen."""
    if not all(map(shutil.which, ("WebKitWebDriver", "Xvfb", "xvfb-run"))):
        return None
    return next((str(path) for folder in FOLDERS for path in sorted(folder.glob(BROWSERS))), None)


class WebKitWindow(Window):
    def __init__(self, port: int, binary: str) -> None:
        self._connection = HTTPConnection("127.0.0.1", port, timeout=SECONDS_TO_START)
        options = {"webkitgtk:browserOptions": {"binary": binary, "args": ["--automation"]}}
        session = self._ask("POST", "/session", {"capabilities": {"alwaysMatch": options}})
        self._path = f"/session/{session['sessionId']}"

    def send(self, command: str, **parameters: Any) -> Any:
        if "script" in parameters:
            parameters["script"] = LISTEN + parameters["script"]
        return self._ask("POST", f"{self._path}/{command}", parameters)

    def complaints(self) -> list[str]:
        complaints: str = self.run("sessionStorage.getItem('complaints') ?? ''")
        return complaints.splitlines()

    def close(self) -> None:
        self._ask("DELETE", self._path, {})
        self._connection.close()

    def _ask(self, method: str, path: str, body: dict[str, Any]) -> Any:
        self._connection.request(method, path, json.dumps(body), {"Content-Type": "application/json"})
        answer = self._connection.getresponse()
        value = json.loads(answer.read())["value"]
        if answer.status != HTTP_OK:
            raise Refused(f"{path}: {value['message']}")
        return value


@contextmanager
def open_window(binary: str) -> Iterator[Window]:
    """Open MiniBrowser with one empty window, and close it at the end."""
    with tempfile.TemporaryDirectory(ignore_cleanup_errors=True) as folder:
        port = free_port()
        process = subprocess.Popen(
            ["xvfb-run", "-a", "-s", "-screen 0 1400x1000x24", "WebKitWebDriver", f"--port={port}"],
            env={**os.environ, "HOME": folder, "NO_AT_BRIDGE": "1"},
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
            start_new_session=True,
        )
        try:
            window = _connect(port, binary)
            yield window
            window.close()
        finally:
            os.killpg(process.pid, signal.SIGTERM)
            process.wait(SECONDS_TO_START)


def _connect(port: int, binary: str) -> WebKitWindow:
    pause, deadline = Event(), monotonic() + SECONDS_TO_START
    while monotonic() < deadline:
        try:
            return WebKitWindow(port, binary)
        except ConnectionError:
            pause.wait(0.1)
    raise Refused("WebKitWebDriver does not open.")
