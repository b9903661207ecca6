"""The first view of a page over a cold cache is light, and what is painted first comes first."""

import re
import zlib
from io import BytesIO
from urllib.request import Request, urlopen

import pytest
from PIL import Image, ImageChops
from playwright.sync_api import Page, Route

from e2e.console import Console
from e2e.traffic import PAGE, Traffic
from shop.staticfiles import IMPORT, STYLES
from shop.testing.server import ROOT

pytestmark = pytest.mark.needs_javascript

MOST = 45_000
# What a server sends before it has to hear of the browser again: ten packets (RFC 6928), by IPv6 of 1,428 bytes each.
FIRST = 14_280
# Chromium draws the edge of a round corner a little lighter or darker from time to time.
INVISIBLE = 24
GREY = '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 1 1"><rect width="1" height="1" fill="grey"/></svg>'
PICTURES_AND_TYPE = """Promise.all([document.fonts.ready, ...[...document.images]
    .filter(picture => picture.checkVisibility() && picture.getBoundingClientRect().top < innerHeight)
    .map(picture => picture.decode())])"""
RULES = """async text => {
    const rules = sheet => [...sheet.cssRules].map(({cssText}) => cssText);
    return [rules(await new CSSStyleSheet().replace(text)), rules(document.styleSheets[0])];
}"""


@pytest.mark.parametrize("path", ["/", "/category/kitchen/", "/products/decanter-no-3/", "/search/?q=mug"])
def test_a_first_view_is_light(page: Page, javascript: bool, path: str) -> None:
    traffic = Traffic(page)

    page.goto(path, wait_until="networkidle")

    assert 0 < traffic.size("Script") < traffic.size(*PAGE) <= MOST


@pytest.mark.parametrize("screen", [(360, 740), (768, 1024), (1280, 800)])
def test_the_first_14_kb_are_enough_to_paint_the_first_view(
    page: Page, base_url: str, console: Console, javascript: bool, screen: tuple[int, int]
) -> None:
    # The page is cut: by its end the browser may not have come to what it waits for.
    console.expect("Did not find element expected to be parsed")
    page.set_viewport_size({"width": screen[0], "height": screen[1]})
    page.route("**/media/**", lambda route: route.fulfill(content_type="image/svg+xml", body=GREY))
    # The other scripts wait until the page has been painted.
    page.route(re.compile(r"/htmx|/app\..*js"), lambda route: route.fulfill(content_type="text/javascript", body=""))
    traffic = Traffic(page)
    page.goto("/category/kitchen/")
    whole = first_view(page)
    sent = zipped(f"{base_url}/category/kitchen/")
    # Another sheet stands in the body, below what is painted.
    waited_for = traffic.size_of("/css/app.") + traffic.size_of("/js/before-paint.")
    before = traffic.size("Document") - len(sent) + waited_for
    assert 0 < before < FIRST

    begun = zlib.decompressobj(zlib.MAX_WBITS | 16).decompress(sent[: FIRST - before])
    assert b"</main>" not in begun
    page.route("**/category/kitchen/", lambda route: cut(route, begun))
    page.reload()

    assert page.locator("footer").count() == 0
    assert differs_by(first_view(page), whole) <= INVISIBLE


def test_the_sheet_that_is_sent_says_what_its_parts_say(page: Page, javascript: bool) -> None:
    sheet = ROOT / "static" / STYLES
    parts = IMPORT.sub(lambda found: (sheet.parent / found["part"]).read_text(), sheet.read_text())
    page.goto("/")

    written, sent = page.evaluate(RULES, parts)

    assert len(written) > len(parts.splitlines()) / 100
    assert [squeezed(rule) for rule in sent] == [squeezed(rule) for rule in written]


def first_view(page: Page) -> bytes:
    """Return what is seen when the pictures and the type in it are there."""
    page.evaluate(PICTURES_AND_TYPE)
    return page.screenshot()


def differs_by(one: bytes, other: bytes) -> int:
    """Return by how much two pictures differ where they differ most, of 255."""
    pictures = (Image.open(BytesIO(png)).convert("RGB") for png in (one, other))
    return max(ImageChops.difference(*pictures).tobytes())


def squeezed(rule: str) -> str:
    """Return a rule without the white space that its custom properties, and what it supports, need not have.

    Files are named after their content where they are sent.
    """
    rule = re.sub(r"(?<=fonts/)([\w-]+)\.[0-9a-f]{12}", r"\1", rule)
    rule = re.sub(r"\s*([/(),])\s*", r"\1", rule)
    return re.sub(r"(?<=@supports\()([a-z-]+): ", r"\1:", rule)


def zipped(url: str) -> bytes:
    """Return a page as it comes over the wire."""
    with urlopen(Request(url, headers={"Accept-Encoding": "gzip"})) as answer:  # noqa: S310
        body: bytes = answer.read()
    return body


def cut(route: Route, begun: bytes) -> None:
    """Answer with the beginning of a page, and with the head that it has."""
    answer = route.fetch()
    headers = {
        name: value for name, value in answer.headers.items() if name not in {"content-length", "content-encoding"}
    }
    route.fulfill(headers=headers, body=begun)
