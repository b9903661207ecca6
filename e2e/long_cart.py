"""A cart of many lines, each of a variant that is in ample stock."""

import sqlite3
from contextlib import closing

from playwright.sync_api import BrowserContext

from shop.testing.server import Shop
from shop.testing.shoppers import OWN_FORM

PLENTY = 25
AMPLE = "SELECT MIN(id) FROM catalog_variant WHERE stock >= ? GROUP BY product_id ORDER BY 1 LIMIT ?"


def ample_variants(shop: Shop, count: int) -> list[int]:
    """Return the ids of so many variants, each of another product, past the shop."""
    with closing(sqlite3.connect(shop.folder / "db.sqlite3")) as connection:
        return [variant for (variant,) in connection.execute(AMPLE, (PLENTY, count))]


def fill_cart(context: BrowserContext, shop: Shop, lines: int) -> list[int]:
    """Put one of so many variants into the cart of a browser, and return their ids in the order of the lines."""
    variants = ample_variants(shop, lines)
    assert len(variants) == lines
    for variant in variants:
        context.request.post(
            f"{shop.url}/cart/lines/", form={"variant": str(variant)}, headers=OWN_FORM, max_redirects=0
        )
    return variants
