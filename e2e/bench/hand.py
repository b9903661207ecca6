"""A hand with a mouse: it comes to rest on what it will press, and takes its time to press it."""

from threading import Event

from e2e.tabs import Tab

SECONDS_TO_HOVER = 0.3
SECONDS_TO_PRESS = 0.08


def click(tab: Tab, selector: str) -> None:
    """Scroll to an element, reach it, press it and let it go."""
    pause = Event()
    where = tab.hover(selector)
    pause.wait(SECONDS_TO_HOVER)
    tab.point("mousePressed", *where)
    pause.wait(SECONDS_TO_PRESS)
    tab.point("mouseReleased", *where)
