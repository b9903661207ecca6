"""A tab of Chromium, driven by the browser's own protocol, for what Playwright switches off: prerendered pages.

A tab holds the page that is seen, and the pages that are prerendered, one of which a click may put in its place.
"""

import json
import os
import subprocess
import tempfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from select import select
from threading import Event
from time import monotonic
from typing import Any

from e2e import browser

SECONDS = 15
SECONDS_OF_SILENCE = 5
BYTES = 65_536
Message = dict[str, Any]


class Refused(Exception):
    """The browser refused a command, or a script threw."""


@dataclass
class Pipes:
    """The two ends at which the browser is spoken to and heard; each message ends with a zero byte."""

    out: int
    into: int
    buffer: bytes = b""

    def write(self, message: Message) -> None:
        os.write(self.out, json.dumps(message).encode() + b"\0")

    def read(self) -> Message:
        """Return the next message. Raises Refused after a silence."""
        while b"\0" not in self.buffer:
            if not select([self.into], [], [], SECONDS_OF_SILENCE)[0]:
                raise Refused("The browser is silent.")
            received = os.read(self.into, BYTES)
            if not received:
                raise EOFError("The browser is gone.")
            self.buffer += received
        text, _, self.buffer = self.buffer.partition(b"\0")
        message: Message = json.loads(text)
        return message


@dataclass
class Tab:
    """A tab, and what the browser says of each of its pages, by the session in which the page is spoken to."""

    pipes: Pipes
    pages: dict[str, Message] = field(default_factory=dict)
    last_id: int = 0

    @property
    def seen(self) -> str:
        """The session of the page that is seen."""
        return next(session for session, info in self.pages.items() if not is_prerendered(info))

    @property
    def ahead(self) -> list[str]:
        """The sessions of the pages that are prerendered behind it."""
        return [session for session, info in self.pages.items() if is_prerendered(info)]

    def send(self, method: str, session: str = "", **params: Any) -> Message:
        """Give a command and return its result; what the browser tells meanwhile is noted. Raises Refused."""
        self.last_id += 1
        message: Message = {"id": self.last_id, "method": method, "params": params}
        self.pipes.write(message | {"sessionId": session} if session else message)
        is_of_a_page = session in self.pages
        while (answer := self.pipes.read()).get("id") != self.last_id:
            self._note(answer)
            if is_of_a_page and session not in self.pages:
                raise Refused(f"{method}: the page has given its place to another.")
        if "error" in answer:
            raise Refused(f"{method}: {answer['error']}")
        result: Message = answer["result"]
        return result

    def open(self, url: str) -> None:
        """Open a page and wait until it is loaded."""
        # The page before may have the same address.
        self.evaluate("window.isLeft = true")
        self.send("Page.navigate", self.seen, url=url)
        is_there = f"!window.isLeft && location.href === {json.dumps(url)} && document.readyState === 'complete'"
        self.wait_for(is_there)

    def evaluate(self, script: str, session: str = "") -> Any:
        """Return what a script comes to, or its promise, in the page that is seen or another. Raises Refused."""
        options = {"expression": script, "awaitPromise": True, "returnByValue": True}
        answer = self.send("Runtime.evaluate", session or self.seen, **options)
        if "exceptionDetails" in answer:
            raise Refused(answer["exceptionDetails"])
        return answer["result"].get("value")

    def wait_for(self, condition: str) -> Any:
        """Wait until a script comes to something true in the page that is seen by then, and return it."""
        return self._wait(lambda: self.evaluate(condition), condition)

    def wait_for_prerendered(self, condition: str) -> Any:
        """Wait until a script comes to something true in a page behind it, and return that."""
        return self._wait(
            lambda: next(filter(None, (self.evaluate(condition, at) for at in self.ahead)), None), condition
        )

    def _wait(self, look: Callable[[], Any], condition: str) -> Any:
        pause, deadline = Event(), monotonic() + SECONDS
        while monotonic() < deadline:
            try:
                # What has happened until now is noted before the answer comes.
                self.send("Browser.getVersion")
                if value := look():
                    return value
            except (Refused, StopIteration):
                """One page is giving place to another."""
            pause.wait(0.01)
        raise TimeoutError(condition)

    def hover(self, selector: str) -> tuple[float, float]:
        """Scroll to an element, move the mouse onto it, and return where that is."""
        place = f"document.querySelector({json.dumps(selector)})"
        self.evaluate(f"{place}.scrollIntoView({{block: 'center', behavior: 'instant'}})")
        x, y = self.evaluate(
            f"(({{x, y, width, height}}) => [x + width / 2, y + height / 2])({place}.getBoundingClientRect())"
        )
        self.point("mouseMoved", x, y)
        return x, y

    def point(self, event: str, x: float, y: float) -> None:
        """Let the mouse do something: `mouseMoved`, `mousePressed`, `mouseReleased`."""
        button = {} if event == "mouseMoved" else {"button": "left", "clickCount": 1}
        # What the mouse did may have put another page in the place of the one that would answer.
        with suppress(Refused):
            self.send("Input.dispatchMouseEvent", self.seen, type=event, x=x, y=y, **button)

    def _note(self, event: Message) -> None:
        params = event.get("params", {})
        info = params.get("targetInfo", {})
        match event.get("method"):
            case "Target.attachedToTarget" if info["type"] == "page":
                self.pages[params["sessionId"]] = info
            case "Target.detachedFromTarget":
                self.pages.pop(params["sessionId"], None)
            case "Target.targetInfoChanged":
                self.pages |= {at: info for at, was in self.pages.items() if was["targetId"] == info["targetId"]}


def is_prerendered(info: Message) -> bool:
    return info.get("subtype") == "prerender"


@contextmanager
def open_tab() -> Iterator[Tab]:
    """Open a browser with one empty tab, in an empty profile, and close it at the end."""
    with tempfile.TemporaryDirectory(ignore_cleanup_errors=True) as profile:
        (for_browser, out), (into, from_browser) = os.pipe(), os.pipe()
        # The browser reads from 3 and writes to 4.
        shell = ["bash", "-c", f'exec 3<&{for_browser} 4>&{from_browser}; exec "$@"', "bash"]
        options = ["--headless", "--no-sandbox", "--remote-debugging-pipe", f"--user-data-dir={profile}"]
        process = subprocess.Popen(
            [*shell, str(browser.find()), *options, *browser.ARGUMENTS, "about:blank"],
            pass_fds=(for_browser, from_browser),
            stderr=subprocess.DEVNULL,
        )
        os.close(for_browser)
        os.close(from_browser)
        tab = Tab(Pipes(out, into))
        try:
            _attach(tab)
            yield tab
        finally:
            os.close(out)
            process.terminate()
            process.wait(SECONDS)
            os.close(into)


def _attach(tab: Tab) -> None:
    """Listen to the tab, so that each page that comes into it is noted."""
    # A page that is activated only changes what is said of it.
    tab.send("Target.setDiscoverTargets", discover=True, filter=[{"type": "page"}])
    tabs = tab.send("Target.getTargets", filter=[{"type": "tab"}])["targetInfos"]
    session = tab.send("Target.attachToTarget", targetId=tabs[0]["targetId"], flatten=True)["sessionId"]
    tab.send("Target.setAutoAttach", session, autoAttach=True, waitForDebuggerOnStart=False, flatten=True)
