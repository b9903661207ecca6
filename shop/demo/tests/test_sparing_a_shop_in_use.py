"""`manage.py seed_demo` changes nothing in a shop that is somebody's, and leaves nothing by half."""

from collections.abc import Callable
from pathlib import Path

import pytest
from django.contrib.auth.models import User
from django.core.management import CommandError

from shop.catalog.models import CatalogueVersion, Category, Product, Variant
from shop.demo import seeding
from shop.demo.tests.seeded import contents, seed
from shop.testing.builders import make_category, make_product
from shop.testing.orders import make_order

pytestmark = pytest.mark.postgresql("it writes many rows at once, past the ORM")


def test_it_refuses_a_shop_with_other_products_and_changes_nothing(demo_shop: Path) -> None:
    make_product(title="Somebody else's")
    before = contents()
    with pytest.raises(CommandError, match=r"not the demo's \(1\).*delete those products"):
        seed()
    assert contents() == before


def test_it_draws_nothing_for_a_shop_that_it_refuses(db: None, media_root: Path) -> None:
    make_product()
    with pytest.raises(CommandError):
        seed()
    assert not list(media_root.rglob("*.svg"))


def had_a_product() -> None:
    make_product().delete()


def has_an_account() -> None:
    User.objects.create_superuser("ada")


def has_an_order() -> None:
    """Of something that is not sold any more, in a shop whose catalogue was restored from elsewhere."""
    make_order()
    Product.objects.all().delete()
    CatalogueVersion.objects.all().delete()


@pytest.mark.parametrize("begin", [make_product, make_category, had_a_product, has_an_account, has_an_order])
def test_it_does_nothing_to_a_shop_that_somebody_has_begun_with_when_told_if_empty(
    db: None, media_root: Path, begin: Callable[[], object]
) -> None:
    begin()
    before = Product.objects.count()
    assert seed("--if-empty") == "Somebody has begun with this shop; nothing was seeded.\n"
    assert Product.objects.count() == before


def test_it_seeds_a_new_shop_when_told_if_empty(drawn: Path, db: None) -> None:
    seed("--if-empty", "--products", "12")
    assert Product.objects.count() == 12


def test_it_takes_a_category_of_the_same_name_for_its_own(drawn: Path, db: None) -> None:
    make_category(name="Kitchen", slug="our-kitchen")
    seed("--products", "12")
    assert Category.objects.get(name="Kitchen").slug == "our-kitchen"


def test_it_leaves_an_empty_shop_behind_when_it_is_stopped(drawn: Path, db: None) -> None:
    def stop(count: int) -> None:
        raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        seeding.seed(products=12, advance=stop)
    assert not Product.objects.exists()
    assert not Category.objects.exists()


def test_it_says_so_when_it_is_stopped_and_leaves_what_was_there(
    demo_shop: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    before = contents()

    def stop() -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr(seeding, "write_coupons", stop)
    with pytest.raises(CommandError, match=r"^Stopped: the shop holds what it held before\.$"):
        seed("--products", "7")

    assert contents() == before


def test_it_refuses_a_shop_with_orders_and_changes_nothing(demo_shop: Path) -> None:
    variant = Variant.objects.filter(stock__gt=1, product__status="active").first()
    assert variant is not None
    order = make_order(of={variant: 1})
    before = contents()

    with pytest.raises(
        CommandError, match=r"^The shop has orders \(1\), so nothing was changed\. .* empty database\.$"
    ):
        seed("--products", "7")

    assert contents() == before
    assert order.lines.get().variant == variant
