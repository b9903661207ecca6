"""The demo leaves a shop that is a merchant's own: when told to, and when the first own product is published."""

from io import StringIO
from pathlib import Path

import pytest
from django.core.management import call_command
from django.db import models
from pytest_django import DjangoAssertNumQueries, DjangoCaptureOnCommitCallbacks

from shop.catalog.models import Category, CategoryMapping, ImportedProduct, Product, Variant
from shop.coupons.models import Coupon
from shop.delivery.models import DeliveryMethod
from shop.demo import removing
from shop.demo.marks import untouched
from shop.demo.models import SeededProduct
from shop.frontpage.models import Section
from shop.taxes.models import TaxRate
from shop.testing.builders import make_product
from shop.testing.orders import make_order

pytestmark = pytest.mark.slow

SEVEN = 7


@pytest.fixture
def demo(db: None, media_root: Path) -> Path:
    """A demo shop of seven products; returns its media folder."""
    call_command("seed_demo", products=SEVEN, no_progress=True, verbosity=0)
    return media_root


def remove() -> str:
    out = StringIO()
    call_command("seed_demo", "--remove", stdout=out)
    return out.getvalue()


@pytest.mark.usefixtures("demo_shop")
def test_all_that_the_demo_made_is_known_as_untouched() -> None:
    keys = list(Product.objects.values_list("pk", flat=True))
    assert untouched(keys) == set(keys)


def test_nothing_that_can_be_bought_or_used_is_left(
    demo: Path, django_capture_on_commit_callbacks: DjangoCaptureOnCommitCallbacks
) -> None:
    with django_capture_on_commit_callbacks(execute=True):
        said = remove()

    assert "7 deleted, 0 archived (ordered), 0 kept (edited). Coupons: 2 deleted" in said
    tables = (Product, Variant, Category, CategoryMapping, Coupon, SeededProduct, Section)
    assert [models.QuerySet(table).count() for table in tables] == [0] * len(tables)
    assert not [path for path in demo.rglob("*") if path.is_file()]


def test_its_front_page_leaves_but_for_what_was_edited(demo: Path) -> None:
    Section.objects.filter(kind="hero").update(heading="Ours")

    remove()

    assert [section.heading for section in Section.objects.all()] == ["Ours"]
    assert (demo / "drawings" / "front-page.svg").exists()


def test_how_the_shop_delivers_and_taxes_stays(demo: Path) -> None:
    remove()
    assert DeliveryMethod.objects.exists()
    assert TaxRate.objects.exists()


def test_what_was_ordered_is_archived_and_a_used_coupon_is_switched_off(demo: Path) -> None:
    variant = Variant.objects.filter(stock__gt=1, product__status="active").first()
    assert variant is not None
    order = make_order(of={variant: 1})
    Coupon.objects.filter(code="WELCOME10").update(uses=1)

    assert "6 deleted, 1 archived" in remove()

    assert order.lines.get().variant == variant
    assert Product.objects.get().status == Product.Status.ARCHIVED
    assert list(Coupon.objects.values_list("code", "is_active")) == [("WELCOME10", False)]


def test_what_was_edited_is_the_merchants_own(demo: Path) -> None:
    renamed, repriced, imported = Product.objects.all()[:3]
    renamed.title = "Our own mug"
    renamed.save()
    repriced.variants.update(price=99)
    ImportedProduct.objects.create(product=imported)
    Coupon.objects.filter(code="WELCOME10").update(value=15)

    assert "4 deleted, 0 archived (ordered), 3 kept (edited)" in remove()

    assert set(Product.objects.all()) == {renamed, repriced, imported}
    assert all(product.category for product in Product.objects.all())
    assert list(Coupon.objects.values_list("code", flat=True)) == ["WELCOME10"]


def test_a_category_with_something_of_the_merchants_stays(demo: Path) -> None:
    kitchen = Category.objects.get(slug="kitchen")
    make_product(title="Bowl", category=kitchen)
    mugs = Category.objects.get(slug="mugs-cups")
    CategoryMapping.objects.create(name="Crockery", category=mugs)

    remove()

    assert set(Category.objects.all()) == {kitchen, mugs}


def test_it_goes_when_the_first_own_product_is_published(
    demo: Path, django_capture_on_commit_callbacks: DjangoCaptureOnCommitCallbacks
) -> None:
    with django_capture_on_commit_callbacks(execute=True):
        bowl = make_product(title="Bowl", status=Product.Status.DRAFT)
    assert Product.objects.count() == SEVEN + 1

    with django_capture_on_commit_callbacks(execute=True):
        Product.objects.filter(pk=bowl.pk).update(status=Product.Status.ACTIVE)

    assert list(Product.objects.all()) == [bowl]
    assert not Coupon.objects.exists()


def test_it_goes_when_products_are_imported(
    demo: Path, tmp_path: Path, django_capture_on_commit_callbacks: DjangoCaptureOnCommitCallbacks
) -> None:
    file = tmp_path / "products.csv"
    file.write_text("Handle,Title,Status,Variant Price\nbowl,Bowl,active,12\n")
    with django_capture_on_commit_callbacks(execute=True):
        call_command("import_products", str(file), stdout=StringIO(), stderr=StringIO())

    assert list(Product.objects.values_list("slug", flat=True)) == ["bowl"]


def test_it_stays_while_its_own_products_are_tried(
    demo: Path, django_capture_on_commit_callbacks: DjangoCaptureOnCommitCallbacks
) -> None:
    with django_capture_on_commit_callbacks(execute=True):
        for product in Product.objects.all():
            product.title = "Tried"
            product.save()
    assert Product.objects.count() == SEVEN


def test_more_than_the_demo_shop_goes_only_when_told(
    demo: Path, monkeypatch: pytest.MonkeyPatch, django_capture_on_commit_callbacks: DjangoCaptureOnCommitCallbacks
) -> None:
    monkeypatch.setattr(removing, "PRODUCTS", 0)
    with django_capture_on_commit_callbacks(execute=True):
        make_product(title="Bowl")
    assert Product.objects.count() == SEVEN + 1

    assert "7 deleted" in remove()


def test_a_shop_without_the_demo_asks_once_whether_it_has_it(
    db: None, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    bowl = make_product(title="Bowl")
    with django_assert_num_queries(1):
        removing.on_written(keys=[bowl.pk])
