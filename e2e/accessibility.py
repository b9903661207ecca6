"""What axe finds on a page: the rules of WCAG 2.0 to 2.2 (A and AA), of best practice, and those of Lighthouse."""

from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page

from e2e.console import Console

TAGS = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22a", "wcag22aa", "best-practice"]
# Off by default in axe, or of level AAA. Lighthouse runs them all.
BESIDE = [
    "label-content-name-mismatch",
    "identical-links-same-purpose",
    "target-size",
    "table-fake-caption",
    "td-has-header",
]
OPTIONS = {
    "preload": False,
    "runOnly": {"type": "tag", "values": TAGS},
    "rules": {name: {"enabled": True} for name in BESIDE},
}


def violations(page: Page, console: Console) -> list[str]:
    """Return each fault as its rule and the element; the page must not have complained before."""
    assert console.unexpected == []
    # Axe itself styles the page inline.
    console.expect("Applying inline style|load preload assets")
    # Signs that a face of type draws for words are told from words when it is there.
    page.evaluate("document.fonts.ready.then(() => true)")
    report = Axe().run(page, options=OPTIONS).response
    return [f"{rule['id']}: {node['html']}" for rule in report["violations"] for node in rule["nodes"]]
