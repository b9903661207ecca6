"""How fast the demo shop is in Chromium: bytes, clicks, and what Lighthouse says."""

import os
import sys
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path
from tempfile import TemporaryDirectory

from playwright.sync_api import sync_playwright

from e2e import browser
from e2e.bench import adding, following, lighthouse, weight
from e2e.tabs import open_tab
from shop.testing.server import open_shop

PAGES = {"home": "/", "category": "/category/kitchen/", "product": "/products/decanter-no-3/"}


def measure() -> Iterator[str]:
    """Open the demo shop, and yield what is measured as paragraphs and tables."""
    with TemporaryDirectory() as folder, open_shop(Path(folder)) as shop:
        yield from measure_at(shop.url)


def measure_at(url: str) -> Iterator[str]:
    with sync_playwright() as playwright:
        chromium = playwright.chromium.launch(executable_path=str(browser.find()), args=browser.ARGUMENTS)
        yield f"## In Chromium {chromium.version}"
        when = f"{datetime.now(UTC):%Y-%m-%d %H:%M} UTC"
        yield f"Measured {when} over loopback; {os.cpu_count()} cores for shop and browser."
        tell("what a first view weighs")
        yield "Bytes of a first view over a cold cache, as received, heads included:"
        yield weight.measure(chromium, url, PAGES)
        chromium.close()
    with open_tab() as tab:
        tell("adding to the cart")
        yield 'From the click on "Add to cart", in carts of up to five lines:'
        yield adding.measure(tab, url)
    with open_tab() as tab:
        tell("following links to products")
        yield "From a hovered link to the first paint of the product's page:"
        yield following.measure(tab, url)
    tell("what Lighthouse says")
    try:
        judged = lighthouse.measure(url, PAGES)
    except lighthouse.NoLighthouse as reason:
        yield f"Lighthouse was not asked: {reason}."
    else:
        yield f"Lighthouse {lighthouse.VERSION}, mobile, the median of {lighthouse.RUNS} runs:"
        yield judged


def tell(what: str) -> None:
    print(f"In the browser: {what} ...", file=sys.stderr, flush=True)  # noqa: T201
