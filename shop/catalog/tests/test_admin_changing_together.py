"""A merchant changes many products at once: sees what would become of them, and then does it."""

from decimal import Decimal
from typing import Any

import pytest
from django.contrib.auth.models import Permission, User
from django.test import Client
from django.urls import reverse

from shop.catalog import bulk_changes
from shop.catalog.bulk_changes import BulkChange, with_ending
from shop.catalog.models import CatalogueVersion, Product, Variant
from shop.catalog.tests.admin_pages import errors, form_fields
from shop.testing.builders import make_category, make_product, make_variant

pytestmark = pytest.mark.django_db
LIST = reverse("admin:catalog_product_changelist")


def look(client: Client, *products: Product, at: str = LIST, **fields: str) -> str:
    """Choose products in the list, fill in the form, and ask for the preview."""
    chosen = {"action": "change_together", "_selected_action": [str(product.pk) for product in products]}
    return client.post(at, chosen | {"_sent": "1", "_preview": "1"} | fields).content.decode()


def change(client: Client, *products: Product, at: str = LIST, **fields: str) -> None:
    """Do the same, and confirm what the preview shows."""
    page = look(client, *products, at=at, **fields)
    sent: dict[str, Any] = form_fields(page, form="change_together_form")
    sent["_selected_action"] = [str(product.pk) for product in products]
    assert client.post(at, sent | {"_apply": "1"}).status_code == 302, errors(page)


def prices(*products: Product) -> list[tuple[Decimal, Decimal | None]]:
    return list(Variant.objects.filter(product__in=products).order_by("pk").values_list("price", "compare_at_price"))


def test_it_shows_the_form_first(admin_client: Client) -> None:
    answer = admin_client.post(LIST, {"action": "change_together", "_selected_action": [str(make_product().pk)]})
    assert "1 product is chosen." in answer.content.decode()
    assert errors(answer.content.decode()) == []


def test_it_previews_old_and_new_and_writes_nothing(admin_client: Client) -> None:
    product = make_product(title="Cup", price="20")
    page = look(admin_client, product, percent="-10")
    assert "€20.00" in page
    assert "€18.00" in page
    assert prices(product) == [(Decimal(20), None)]


def test_it_lowers_prices_and_keeps_the_old_ones_to_compare_with(admin_client: Client) -> None:
    cup, mug = make_product(price="20"), make_product(price="9.99", compare_at_price="12")
    other = make_product(price="20")
    change(admin_client, cup, mug, percent="-10", ending="0.95", compare_at="old")
    assert prices(cup, mug) == [(Decimal("17.95"), Decimal(20)), (Decimal("8.95"), Decimal("9.99"))]
    assert prices(other) == [(Decimal(20), None)]
    cup.refresh_from_db()
    assert (cup.price_from, cup.is_on_sale, cup.saving) == (Decimal("17.95"), True, Decimal("2.05"))


def test_it_changes_by_an_amount_and_takes_old_prices_away(admin_client: Client) -> None:
    cup = make_product(price="20", compare_at_price="30")
    change(admin_client, cup, amount="2.50", compare_at="clear")
    assert prices(cup) == [(Decimal("22.50"), None)]


@pytest.mark.parametrize(
    ("price", "ending", "rounded"),
    [
        ("20.10", "0", "20"),
        ("20.25", "0.50", "20.50"),
        ("20.10", "0.90", "19.90"),
        ("20.44", "0.95", "19.95"),
        ("20.46", "0.95", "20.95"),
        ("20.49", "0.99", "20.99"),
        ("0.10", "0.99", "0.99"),
        ("0.10", "0", "1"),
        ("0.01", "0.50", "0.50"),
        ("0", "0.99", "0"),
    ],
)
def test_it_rounds_to_the_nearest_price_of_that_ending(price: str, ending: str, rounded: str) -> None:
    assert with_ending(Decimal(price), Decimal(ending)) == Decimal(rounded)


def test_it_rounds_to_the_step_of_the_currency(settings: Any) -> None:
    third = BulkChange(percent=Decimal("-33.333"))
    assert third.price(Decimal(10)) == Decimal("6.67")
    settings.SHOP_CURRENCY = "KRW"
    assert third.price(Decimal(1000)) == Decimal(667)
    assert [key for key, _ in bulk_changes.endings()] == ["step"]


def test_it_sets_and_adds_stock_where_it_is_tracked(admin_client: Client) -> None:
    few, free = make_product(stock=2), make_product(stock=0, variant={"track_stock": False})
    change(admin_client, few, free, stock="add", units="-5")
    assert list(Variant.objects.order_by("pk").values_list("stock", flat=True)) == [0, 0]
    few.refresh_from_db()
    assert not few.is_available
    change(admin_client, few, free, stock="set", units="9")
    assert list(Variant.objects.order_by("pk").values_list("stock", flat=True)) == [9, 0]


def test_it_changes_status_category_and_tags(admin_client: Client) -> None:
    mugs = make_category(name="Mugs")
    cup = make_product(tags="clay, Sale", status=Product.Status.DRAFT)
    change(admin_client, cup, status="active", category=str(mugs.pk), tags_added="new, Clay", tags_removed="sale")
    cup.refresh_from_db()
    assert (cup.status, cup.category, cup.tags) == (Product.Status.ACTIVE, mugs, "clay, new")
    change(admin_client, cup, category="none")
    cup.refresh_from_db()
    assert cup.category is None


def test_it_publishes_nothing_without_a_price(admin_client: Client) -> None:
    empty = Product.objects.create(title="Empty", slug="empty")
    change(admin_client, empty, status="active")
    empty.refresh_from_db()
    assert empty.status == Product.Status.DRAFT
    assert "was not published" in admin_client.get(LIST).content.decode()


def test_shoppers_find_what_was_changed(admin_client: Client, client: Client) -> None:
    cup = make_product(title="Cup", tags="clay")
    before = CatalogueVersion.current()
    change(admin_client, cup, percent="50", tags_added="porcelain")
    assert CatalogueVersion.current() != before
    assert "€30.00" in client.get("/search/", {"q": "porcelain"}).content.decode()


def test_all_of_a_filter_are_changed_and_nothing_else(admin_client: Client) -> None:
    drafts = [make_product(status=Product.Status.DRAFT) for _ in range(3)]
    active = make_product()
    change(admin_client, drafts[0], at=f"{LIST}?status__exact=draft", select_across="1", amount="1")
    assert prices(*drafts) == [(Decimal(21), None)] * 3
    assert prices(active) == [(Decimal(20), None)]


def test_what_has_changed_since_the_preview_is_shown_again(admin_client: Client) -> None:
    cup = make_product()
    fields = form_fields(look(admin_client, cup, percent="-10"), form="change_together_form")
    answer = admin_client.post(LIST, fields | {"percent": "-90", "_apply": "1", "_selected_action": str(cup.pk)})
    assert "Look again, please." in answer.content.decode()
    assert prices(cup) == [(Decimal(20), None)]


def test_a_price_that_would_be_below_zero_changes_nothing(admin_client: Client) -> None:
    cup = make_product(price="20")
    make_variant(product=cup, price="3", option1="S")
    page = look(admin_client, cup, amount="-5")
    assert errors(page) == ["The price €3.00 would be -€2.00. Change it by less."]
    with pytest.raises(bulk_changes.PriceOutOfRange):
        bulk_changes.apply([cup.pk], BulkChange(amount=Decimal(-5)))
    assert prices(cup) == [(Decimal(20), None), (Decimal(3), None)]


@pytest.mark.parametrize(
    ("fields", "sentence"),
    [
        ({}, "Nothing is to be changed yet: fill in what is to become of the products."),
        ({"percent": "-101"}, "Ensure this value is greater than or equal to -100."),
        ({"percent": "1", "amount": "1"}, "Change prices by per cent or by an amount, not by both."),
        ({"percent": "NaN"}, "Enter a number."),
        ({"amount": "1e99"}, "Ensure that there are no more than 12 digits in total."),
        ({"stock": "set"}, "Say how many units."),
        ({"stock": "set", "units": "-1"}, "A stock that is set cannot be below zero."),
        ({"units": "5"}, "Say what these units are for."),
        ({"category": "99999"}, "Select a valid choice. 99999 is not one of the available choices."),
        ({"status": "<b>"}, "Select a valid choice. <b> is not one of the available choices."),
        ({"ending": "0.13", "percent": "1"}, "Select a valid choice. 0.13 is not one of the available choices."),
        ({"tags_added": "x" * 1001}, "Ensure this value has at most 1000 characters (it has 1001)."),
    ],
)
def test_it_says_what_is_wrong(fields: dict[str, str], sentence: str, admin_client: Client) -> None:
    assert errors(look(admin_client, make_product(), **fields)) == [sentence]


def test_who_may_only_look_changes_nothing(client: Client) -> None:
    user = User.objects.create_user("mina", is_staff=True)
    user.user_permissions.set(Permission.objects.filter(codename="view_product"))
    client.force_login(user)
    cup = make_product()
    look(client, cup, percent="-10", _apply="1")
    assert prices(cup) == [(Decimal(20), None)]
