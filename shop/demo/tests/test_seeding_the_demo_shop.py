"""`manage.py seed_demo`."""

from decimal import Decimal
from pathlib import Path

import pytest
from django.core.management import CommandError
from django.db import connection, transaction
from django.db.models import Count, F, Q
from django.test.utils import CaptureQueriesContext, override_settings

from shop.catalog.models import Category, Product, ProductImage, Variant
from shop.demo import seeding
from shop.demo.data import PRODUCTS
from shop.demo.front_page import demo_sections, section_drawings
from shop.demo.tests.seeded import contents, offers, seed
from shop.frontpage.models import Section
from shop.testing.builders import make_product

pytestmark = pytest.mark.postgresql("it writes many rows at once, past the ORM")


def test_it_makes_the_whole_assortment_in_a_tree_of_categories(demo_shop: Path) -> None:
    assert Product.objects.count() == PRODUCTS >= 120
    assert Category.objects.filter(parent=None).count() >= 8
    assert Category.objects.exclude(parent=None).count() >= 8
    leaves = Category.objects.filter(children=None)
    assert not leaves.exclude(products__status="active").exists()
    assert not Category.objects.filter(description="").exists()


def test_it_makes_what_a_shop_meets(demo_shop: Path) -> None:
    assert set(Product.objects.values_list("status", flat=True)) == {"active", "draft", "archived"}
    assert Product.objects.published().filter(is_on_sale=True).count() >= 10
    assert Product.objects.published().filter(is_available=False).count() >= 3
    assert Product.objects.published().filter(is_available=True, variants__stock=0).exists()
    assert Variant.objects.filter(stock__range=(1, 4)).count() >= 10
    assert Product.objects.exclude(option3_name="").count() >= 1
    assert Product.objects.exclude(option2_name="").count() >= 10
    assert Product.objects.published().filter(sole_variant=None).count() >= 50
    assert Product.objects.published().exclude(sole_variant=None).count() >= 20
    assert Product.objects.filter(gift_card=True, variants__requires_shipping=False).exists()
    backorders = Product.objects.filter(variants__allow_backorder=True, variants__stock=0)
    assert backorders.filter(is_available=True).exists()


def test_it_leaves_out_combinations_that_are_not_made(demo_shop: Path) -> None:
    mug = Product.objects.get(slug="tide-mug")
    made = {variant.title for variant in mug.variants.all()}
    assert "Clay / Small" in made
    assert "Clay / Large" not in made
    assert mug.variants.get(option1="Ink", option2="Small").stock == 0


def test_it_gives_every_variant_an_sku_of_its_own_and_values_for_every_option(demo_shop: Path) -> None:
    assert not Variant.objects.values("sku").annotate(times=Count("pk")).filter(times__gt=1).exists()
    assert not Variant.objects.filter(sku="").exists()
    for number in (1, 2, 3):
        named = ~Q(**{f"product__option{number}_name": ""})
        valued = ~Q(**{f"option{number}": ""})
        assert not Variant.objects.filter(named, ~valued).exists()
        assert not Variant.objects.filter(~named, valued).exists()


def test_it_shows_each_colour_in_a_picture_of_its_own(demo_shop: Path) -> None:
    shown = dict(Product.objects.get(slug="tide-mug").variants.values_list("option1", "image__drawing"))
    assert shown["Sage"] == "drawings/tide-mug-sage.svg"
    assert len(set(shown.values())) == len(shown) == 4
    assert not Variant.objects.filter(Q(image=None) | ~Q(image__product=F("product"))).exists()
    assert not ProductImage.objects.filter(alt="").exists()


def test_it_makes_the_same_shop_again(demo_shop: Path) -> None:
    first = contents()
    Product.objects.update(title="Changed", price_from=1)
    assert "Seeded 140 products" in seed()
    assert contents() == first


def test_it_draws_over_its_own_drawings(db: None, media_root: Path) -> None:
    seed("--products", "3")
    first = {path.name: path.read_bytes() for path in media_root.rglob("*.*")}
    (media_root / "drawings" / "tide-mug-sage.svg").write_text("torn")
    seed("--products", "3")
    assert {path.name: path.read_bytes() for path in media_root.rglob("*.*")} == first
    assert len(first) == ProductImage.objects.count() + len(section_drawings()) > 10


def test_it_works_out_the_offers_that_the_catalogue_would(drawn: Path, db: None) -> None:
    seed("--products", "300")
    written = offers()
    Product.objects.all().refresh_list_fields()
    assert offers() == written
    assert len(written) == 300


def test_it_generates_products_over_the_categories_from_the_drawings_there_are(drawn: Path, db: None) -> None:
    seed("--products", "300")
    generated = Product.objects.filter(variants__sku__regex=r"^BG-G\d{7}-").distinct()
    assert generated.count() == 300 - PRODUCTS
    assert generated.values("category").distinct().count() > 12
    assert not generated.exclude(title__regex=r"^[A-Z][a-z]+ ").exists()
    names = ProductImage.objects.filter(product__in=generated).values_list("drawing", flat=True)
    assert all((drawn / name).is_file() for name in set(names))


def test_it_makes_as_many_as_it_is_told_and_no_more(drawn: Path, db: None) -> None:
    seed("--products", "7")
    assert Product.objects.count() == 7
    assert Product.objects.filter(slug="tide-mug").exists()


def test_it_queries_as_often_for_a_large_batch_as_for_a_small_one(
    drawn: Path, db: None, monkeypatch: pytest.MonkeyPatch
) -> None:
    # However slow the machine, all are written in as few turns.
    monkeypatch.setattr("shop.database.sqlite.turns.SECONDS_A_TURN", 1_000)

    def statements(products: str) -> int:
        with transaction.atomic(), CaptureQueriesContext(connection) as queries:
            seed("--products", products)
            transaction.set_rollback(True)
        return len(queries)

    assert statements("600") == statements("300")


def test_it_lets_the_next_product_have_a_key_of_its_own(demo_shop: Path) -> None:
    assert make_product().pk > Product.objects.exclude(title="Linen shirt").latest("pk").pk


def test_its_front_page_is_made_of_sections_and_one_that_is_there_stays(drawn: Path, db: None) -> None:
    seed("--products", "1")
    assert [section.kind for section in Section.objects.all()] == [said["kind"] for said in demo_sections()]

    Section.objects.filter(kind="hero").update(heading="Ours")
    seed("--products", "1")
    assert Section.objects.get(kind="hero").heading == "Ours"


def test_it_tells_of_what_it_deletes_too(drawn: Path, db: None) -> None:
    seeding.seed(products=12)
    told: list[int] = []

    seeding.seed(products=7, advance=told.append)

    assert told == [12, 7]


@pytest.mark.parametrize("count", ["0", "-3", "many", "1000001"])
def test_it_refuses_a_number_that_it_cannot_make(count: str) -> None:
    with pytest.raises(CommandError, match="may be a whole number from 1 to 1000000"):
        seed("--products", count)


@pytest.mark.usefixtures("db", "drawn")
@pytest.mark.parametrize(
    ("currency", "least", "most", "step"),
    [("EUR", 10, 30, "1"), ("KRW", 15_000, 45_000, "500"), ("JPY", 1_500, 5_000, "50"), ("KWD", 3, 12, "0.5")],
)
def test_it_asks_plausible_prices_in_any_currency(currency: str, least: int, most: int, step: str) -> None:
    with override_settings(SHOP_CURRENCY=currency):
        seed("--products", "3")
        prices = set(Variant.objects.values_list("price", flat=True))
    assert prices
    assert all(least <= price <= most and price % Decimal(step) == 0 for price in prices)


@pytest.mark.skipif(connection.vendor != "postgresql", reason="SQLite plans without knowing how much there is")
def test_postgresql_knows_how_much_there_is_before_the_index_is_made_of_it(
    drawn: Path, db: None, monkeypatch: pytest.MonkeyPatch
) -> None:
    known = []

    def look() -> None:
        with connection.cursor() as cursor:
            cursor.execute("SELECT reltuples FROM pg_class WHERE relname = 'catalog_variant'")
            known.append(cursor.fetchone()[0])

    monkeypatch.setattr("shop.demo.seeding.indexing.rebuild", look)

    seed("--products=40")

    assert known == [Variant.objects.count()]
