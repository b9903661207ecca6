"""Take the README's picture of the shop: `python -m e2e.picture FILE`."""

import sys
from pathlib import Path
from tempfile import TemporaryDirectory

from playwright.sync_api import sync_playwright

from e2e import browser
from shop.testing.server import open_shop


def main(file: Path) -> None:
    """Open the demo shop and photograph its front page."""
    with TemporaryDirectory() as folder, open_shop(Path(folder)) as shop, sync_playwright() as playwright:
        chromium = playwright.chromium.launch(executable_path=str(browser.find()), args=browser.ARGUMENTS)
        page = chromium.new_page(viewport={"width": 1280, "height": 1440})
        page.goto(shop.url, wait_until="networkidle")
        page.screenshot(path=file, type="jpeg", quality=85)
        chromium.close()


if __name__ == "__main__":
    main(Path(sys.argv[1]))
