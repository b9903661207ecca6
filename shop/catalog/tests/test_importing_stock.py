"""A merchant brings in how much there is of each variant."""

from pathlib import Path

import pytest

from shop.catalog.models import Variant
from shop.catalog.tests.product_files import bring_in, product_row, write_csv

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize(
    ("tracker", "quantity", "policy", "held"),
    [
        ("shopify", "5", "deny", (True, 5, False)),
        ("shopify", "", "", (True, 0, False)),
        ("shopify", "-3", "continue", (True, -3, True)),
        ("shopify", "-3", "deny", (True, 0, False)),
        ("", "-3", "deny", (False, -3, False)),
    ],
)
def test_it_reads_stock(file: Path, tracker: str, quantity: str, policy: str, held: tuple[bool, int, bool]) -> None:
    write_csv(
        file,
        [
            product_row(
                Variant_Inventory_Tracker=tracker, Variant_Inventory_Qty=quantity, Variant_Inventory_Policy=policy
            )
        ],
    )

    bring_in(file)

    variant = Variant.objects.get()
    assert (variant.track_stock, variant.stock, variant.allow_backorder) == held


def test_it_warns_of_a_stock_below_zero_that_may_not_be(file: Path) -> None:
    write_csv(file, [product_row(Variant_Inventory_Qty="-3")])

    assert "line 2, mug: warning: its stock is -3" in bring_in(file)
