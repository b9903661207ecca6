"""A window of a browser that speaks WebDriver, however it is reached."""

import json
from abc import ABC, abstractmethod
from threading import Event
from time import monotonic
from typing import Any

SECONDS = 20
ENTER = "\ue007"
Point = tuple[int, int]


class Refused(Exception):
    """The browser refused a command, or a script threw."""


class Window(ABC):
    """One window. Clicks and keys are those of a real pointer and keyboard."""

    @abstractmethod
    def send(self, command: str, **parameters: Any) -> Any:
        """Give a command by the end of its path in WebDriver, and return its value. Raises Refused."""

    @abstractmethod
    def complaints(self) -> list[str]:
        """Return the errors that the browser has logged: exceptions, and what a page's policy forbids."""

    def open(self, url: str) -> None:
        """Open a page and wait until it is loaded."""
        self.send("url", url=url)

    def back(self) -> None:
        self.send("back")

    def run(self, script: str) -> Any:
        """Return what a script's expression comes to. Raises Refused."""
        return self.send("execute/sync", script=f"return {script}", args=[])

    def wait_for(self, condition: str) -> Any:
        """Wait until a script comes to something true, and return it. Raises TimeoutError."""
        pause, deadline, value = Event(), monotonic() + SECONDS, None
        while monotonic() < deadline:
            try:
                if value := self.run(condition):
                    return value
            except Refused as refusal:
                # One page is giving place to another.
                value = refusal
            pause.wait(0.05)
        raise TimeoutError(f"{condition}: {value}")

    def place_of(self, selector: str) -> Point:
        """Return the middle of the first element that is shown, in the window, waiting until there is one."""
        shown = f"[...document.querySelectorAll({json.dumps(selector)})].find(one => one.checkVisibility())"
        x, y = self.wait_for(
            f"(box => box && [box.x + box.width / 2, box.y + box.height / 2])({shown}?.getBoundingClientRect())"
        )
        return int(x), int(y)

    def bring_into_view(self, selector: str) -> None:
        self.wait_for(
            f"!document.querySelector({json.dumps(selector)})?.scrollIntoView({{block: 'center', behavior: 'instant'}})"
        )

    def click(self, selector: str) -> None:
        """Scroll to an element and click in its middle."""
        self.place_of(selector)
        self.bring_into_view(selector)
        self.click_at(self.place_of(selector))

    def click_at(self, place: Point, *, times: int = 1, milliseconds: int = 150) -> None:
        """Click somewhere in the window, so often, at this pace."""
        x, y = place
        press = [
            {"type": "pointerDown", "button": 0},
            {"type": "pause", "duration": milliseconds // 3},
            {"type": "pointerUp", "button": 0},
            {"type": "pause", "duration": milliseconds - milliseconds // 3},
        ]
        move = {"type": "pointerMove", "x": x, "y": y, "duration": 0}
        pointer = {"type": "pointer", "id": "mouse", "parameters": {"pointerType": "mouse"}}
        self.send("actions", actions=[{**pointer, "actions": [move, *press * times]}])

    def type(self, selector: str, text: str) -> None:
        """Click into a field, and type over what stands in it."""
        self.click(selector)
        self.run("document.activeElement.select()")
        keys = [{"type": kind, "value": key} for key in text for kind in ("keyDown", "keyUp")]
        self.send("actions", actions=[{"type": "key", "id": "keyboard", "actions": keys}])
