"""An import beside shoppers: what it writes at a time on SQLite, where all others wait for it."""

from collections import Counter
from pathlib import Path
from typing import Any

import pytest
from django.db import transaction

from shop.catalog.models import Category, Product
from shop.catalog.shopify_csv import importing
from shop.catalog.shopify_csv.importing import BATCH_SIZE
from shop.catalog.shopify_csv.storing import Batch
from shop.catalog.tests.product_files import bring_in, product_row, write_csv
from shop.database.sqlite.turns import SECONDS_A_TURN, Turns

pytestmark = pytest.mark.postgresql("it writes many rows at once, past the ORM")

PRODUCTS = 2 * BATCH_SIZE


@pytest.fixture
def stored(monkeypatch: pytest.MonkeyPatch) -> list[int]:
    """How many products each transaction has written, or tried to."""
    sizes: list[int] = []
    store = Batch.store

    def counting(batch: Batch) -> Any:
        sizes.append(len(batch.parsed))
        return store(batch)

    monkeypatch.setattr(Batch, "store", counting)
    return sizes


@pytest.mark.django_db
def test_a_slow_machine_gets_a_third_of_a_batch_at_a_time(
    tmp_path: Path, stored: list[int], monkeypatch: pytest.MonkeyPatch
) -> None:
    class SlowTurns(Turns):
        def __init__(self, most: int) -> None:
            super().__init__(most)
            self.is_needed, self.size = True, self.least

    monkeypatch.setattr(importing, "Turns", SlowTurns)
    monkeypatch.setattr("shop.database.sqlite.turns.SECONDS_A_TURN", SECONDS_A_TURN / 1_000)
    bring_in(write_csv(tmp_path / "products.csv", [product_row(f"mug-{number}") for number in range(PRODUCTS)]))

    assert Product.objects.count() == sum(stored) == PRODUCTS
    assert max(stored) == BATCH_SIZE // 3


@pytest.mark.django_db(transaction=True)
def test_a_category_that_went_between_two_batches_costs_no_transaction_for_each_product(
    tmp_path: Path, stored: list[int], monkeypatch: pytest.MonkeyPatch
) -> None:
    remember = Batch.remember

    def and_lose_the_category(batch: Batch) -> None:
        remember(batch)
        if len(stored) == 1:
            transaction.on_commit(Category.objects.filter(name="Bowls").delete)

    monkeypatch.setattr(Batch, "remember", and_lose_the_category)
    monkeypatch.setattr(importing, "BATCH_SIZE", 20)
    Category.objects.create(name="Bowls", slug="bowls")
    rows = [product_row(f"mug-{number}", Type="Mugs" if number < 4 else "Bowls") for number in range(40)]
    said = bring_in(write_csv(tmp_path / "products.csv", rows))

    assert Counter(Product.objects.values_list("product_type", flat=True)) == {"Mugs": 4, "Bowls": 36}, said
    assert len(stored) <= 10
