"""Take the README's picture of the shop: `python -m e2e.picture FILE`."""

import sys
from pathlib import Path
from tempfile import TemporaryDirectory

from playwright.sync_api import sync_playwright

from e2e import browser
from e2e.server import open_shop


def main(file: Path) -> None:
    """Open the demo shop, add something, and photograph what a shopper sees."""
    with TemporaryDirectory() as folder, open_shop(Path(folder)) as shop, sync_playwright() as playwright:
        chromium = playwright.chromium.launch(executable_path=str(browser.find()), args=browser.ARGUMENTS)
        page = chromium.new_page(viewport={"width": 1280, "height": 860})
        page.goto(f"{shop.url}/category/kitchen/", wait_until="networkidle")
        page.get_by_role("button", name="to the cart").first.click()
        page.get_by_role("dialog", name="Your cart").wait_for()
        page.wait_for_load_state("networkidle")
        page.screenshot(path=file, animations="disabled")
        chromium.close()


if __name__ == "__main__":
    main(Path(sys.argv[1]))
