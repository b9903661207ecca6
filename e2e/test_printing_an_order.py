"""An order is printed as it stands, on one sheet, without what is there to be pressed."""

import re

import pytest
from playwright.sync_api import Page, expect

from shop.testing.server import Shop

ORDER = """
import django
django.setup()
from shop.catalog.models import Variant
from shop.testing.orders import make_order
of = {variant: 2 for variant in Variant.objects.filter(stock__gt=9)[:5]}
print(make_order(of=of).get_absolute_url())
"""


@pytest.mark.needs_javascript
def test_an_order_is_one_sheet(page: Page, shop: Shop, javascript: bool) -> None:
    address = shop.run("-c", ORDER).split()[-1]
    page.set_viewport_size({"width": 794, "height": 1123})
    page.goto(address)
    page.emulate_media(media="print")

    for name in ("Menu", "Search", "Dark colours"):
        expect(page.get_by_role("button", name=name)).to_be_hidden()
    expect(page.get_by_role("navigation", name="Categories")).to_be_hidden()
    expect(page.get_by_role("link", name="Back to the shop")).to_be_hidden()
    expect(page.get_by_role("heading", level=1)).to_be_visible()
    expect(page.get_by_text("Torstraße 1").first).to_be_visible()
    assert len(re.findall(rb"/Type\s*/Page\b", page.pdf(format="A4"))) == 1
