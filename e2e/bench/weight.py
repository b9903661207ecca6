"""How much a page weighs over a cold cache, on a phone."""

from playwright.sync_api import Browser, ViewportSize

from e2e.bench.figures import table
from e2e.traffic import PAGE, Traffic

PHONE: ViewportSize = {"width": 412, "height": 823}
KINDS = {"HTML": "Document", "CSS": "Stylesheet", "JavaScript": "Script"}
HEAD = ("", *KINDS, "together", "goal", "pictures", "requests")
GOAL = "45000"


def measure(browser: Browser, url: str, pages: dict[str, str]) -> str:
    """Return a table of bytes as they come over the wire, heads included."""
    return table([HEAD, *(weigh(browser, name, f"{url}{path}") for name, path in pages.items())])


def weigh(browser: Browser, name: str, address: str) -> tuple[str, ...]:
    context = browser.new_context(viewport=PHONE)
    page = context.new_page()
    traffic = Traffic(page)
    page.goto(address, wait_until="networkidle")
    sizes = [traffic.size(kind) for kind in KINDS.values()]
    figures = (*sizes, traffic.size(*PAGE), GOAL, traffic.size("Image"), len(traffic.received))
    context.close()
    return (name, *(str(figure) for figure in figures))
