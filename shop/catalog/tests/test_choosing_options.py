"""Picking options on a product's page, in the dialog of a card, and by a plain form."""

import re
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse
from pytest_django import DjangoAssertNumQueries

from shop.catalog.models import Product, ProductImage, Variant
from shop.testing.builders import make_category, make_product
from shop.testing.htmx import HtmxClient
from shop.testing.swaps import assert_swap_equals_reload

pytestmark = pytest.mark.django_db


@pytest.fixture
def shirt(db: None) -> Product:
    """A shirt in two colours and two sizes: ink is not made in L, and clay in S is sold out."""
    product = make_product(title="Linen shirt", price="60.00", options={"Colour": ["Clay", "Ink"], "Size": ["S", "L"]})
    product.variants.filter(option1="Ink", option2="L").delete()
    product.variants.filter(option1="Clay", option2="S").update(stock=0)
    product.variants.filter(option1="Ink").update(sku="SHIRT-INK-S", price="65.00")
    return product


def variant(product: Product, colour: str, size: str) -> Variant:
    return product.variants.get(option1=colour, option2=size)


def states(client: Client, address: str) -> dict[str, str]:
    """Say of each value on the page whether it is picked, sold out, not made or free."""
    found = re.findall(r'<button [^>]*class="option__value"[^>]*>', client.get(address).content.decode())
    buttons = [dict(re.findall(r'([a-z-]+)="([^"]*)"', button)) for button in found]
    return {
        button["value"]: "picked"
        if button["aria-pressed"] == "true"
        else button.get("data-state", "free").replace("-", " ")
        for button in buttons
    }


def offered(answer: Any, product: Product) -> int:
    """Return the key of the variant that the page offers to add."""
    [offer] = re.findall(rf'<div id="offer-{product.pk}".*?</article>', answer.content.decode(), re.DOTALL)
    [key] = re.findall(r'name="variant" value="(\d+)"', offer)
    return int(key)


def test_the_page_starts_with_the_first_variant_that_can_be_bought(client: Client, shirt: Product) -> None:
    answer = client.get(shirt.get_absolute_url())

    assert offered(answer, shirt) == variant(shirt, "Clay", "L").pk


def test_a_thumbnail_is_named_by_what_is_seen(client: Client, shirt: Product) -> None:
    for position, alt in enumerate(("From the front", ""), 1):
        ProductImage.objects.create(product=shirt, position=position, alt=alt)

    html = client.get(shirt.get_absolute_url()).content.decode()

    assert 'aria-label="Show picture 1: From the front"' in html
    assert 'aria-label="Show picture 2: Linen shirt"' in html


def test_a_variant_has_an_address(client: Client, shirt: Product) -> None:
    html = client.get(variant(shirt, "Ink", "S").get_absolute_url()).content.decode()

    assert "€65.00" in html
    assert "SHIRT-INK-S" in html


def test_it_says_before_the_click_what_is_sold_out_or_not_made(client: Client, shirt: Product) -> None:
    assert states(client, variant(shirt, "Clay", "L").get_absolute_url()) == {
        "Clay": "picked", "Ink": "not made", "S": "sold out", "L": "picked",
    }  # fmt: skip
    assert states(client, variant(shirt, "Ink", "S").get_absolute_url()) == {
        "Clay": "sold out", "Ink": "picked", "S": "picked", "L": "not made",
    }  # fmt: skip


def test_the_values_are_a_plain_get_form(client: Client, shirt: Product) -> None:
    answer = client.get(shirt.get_absolute_url(), {"option2": "S", "option1": "Ink"})

    assert offered(answer, shirt) == variant(shirt, "Ink", "S").pk


def test_what_is_not_made_says_so_and_cannot_be_added(client: Client, shirt: Product) -> None:
    html = client.get(shirt.get_absolute_url(), {"option1": "Ink", "option2": "L"}).content.decode()

    assert "This combination is not made." in html
    assert 'class="add-form"' not in html


def test_what_is_sold_out_says_so_and_cannot_be_added(client: Client, shirt: Product) -> None:
    html = client.get(variant(shirt, "Clay", "S").get_absolute_url()).content.decode()

    assert 'data-stock="out">Sold out' in html
    assert 'class="add-form"' not in html


@pytest.mark.parametrize("query", ["variant=999", "variant=abc", "option1=Purple", "option3=X", "variant=&option1="])
def test_an_address_that_asks_for_what_there_is_not_shows_the_product(
    client: Client, shirt: Product, query: str
) -> None:
    answer = client.get(f"{shirt.get_absolute_url()}?{query}")

    assert answer.status_code == 200
    assert offered(answer, shirt) == variant(shirt, "Clay", "L").pk


@pytest.mark.parametrize(("colour", "size"), [("Ink", "S"), ("Clay", "S")])
def test_the_swap_equals_a_reload(client: Client, hx: HtmxClient, shirt: Product, colour: str, size: str) -> None:
    for position, name in enumerate(("front", "back")):
        image = ProductImage.objects.create(
            product=shirt, position=position, source=f"https://pictures.example/{name}.jpg"
        )
    Variant.objects.filter(option1="Ink").update(image=image)
    address = shirt.get_absolute_url()
    before = client.get(address)

    answer = hx.get(address, {"option1": colour, "option2": size}, page=address)

    assert answer["HX-Replace-Url"] == variant(shirt, colour, size).get_absolute_url()
    assert f"{colour} / {size}: €" in answer.content.decode()
    assert "HX-Request" in answer["Vary"]
    assert "HX-Request" in before["Vary"]
    assert_swap_equals_reload(client, before, answer, target=f"#offer-{shirt.pk}")


def test_the_swap_equals_a_reload_for_what_is_not_made(client: Client, hx: HtmxClient, shirt: Product) -> None:
    address = shirt.get_absolute_url()
    before = client.get(address)

    answer = hx.get(address, {"option1": "Ink", "option2": "L"}, page=address)

    assert answer["HX-Replace-Url"] == f"{address}?option1=Ink&option2=L"
    assert_swap_equals_reload(client, before, answer, target=f"#offer-{shirt.pk}")


def test_the_picked_variant_shows_its_picture_first(client: Client, shirt: Product) -> None:
    front = ProductImage.objects.create(product=shirt, position=0, source="https://pictures.example/front.jpg")
    ink = ProductImage.objects.create(product=shirt, position=1, source="https://pictures.example/ink.jpg")
    Variant.objects.filter(option1="Ink").update(image=ink)

    html = client.get(variant(shirt, "Ink", "S").get_absolute_url()).content.decode()

    assert re.findall(r'id="image-(\d+)"', html) == [str(ink.pk), str(front.pk)]


def test_the_picked_variants_picture_is_in_the_dialog_and_is_fetched_first(
    client: Client, hx: HtmxClient, shirt: Product
) -> None:
    ProductImage.objects.create(product=shirt, position=0, drawing="drawings/front.svg")
    ink = ProductImage.objects.create(product=shirt, position=1, drawing="drawings/ink.svg")
    Variant.objects.filter(option1="Ink").update(image=ink)
    asked = {"variant": str(variant(shirt, "Ink", "S").pk)}

    dialog = hx.get(reverse("catalog:product-choice", args=[shirt.slug]), asked).content.decode()
    page = client.get(shirt.get_absolute_url(), asked).content.decode()

    assert re.findall(r'<img[^>]* src="([^"]+)"', dialog) == [ink.picture.src]
    assert re.findall(r'<link rel="preload" as="image"[^>]* href="([^"]+)"', page) == [ink.picture.src]


def test_a_card_opens_the_choice(client: Client, hx: HtmxClient, shirt: Product) -> None:
    address = reverse("catalog:product-choice", args=[shirt.slug])
    assert f'hx-get="{address}"' in client.get("/").content.decode()

    html = hx.get(address).content.decode()

    assert "Linen shirt" in html
    assert 'id="product-choice-title"' in html
    assert 'class="add-form"' in html


def test_the_choice_changes_in_place(hx: HtmxClient, shirt: Product) -> None:
    html = hx.get(
        reverse("catalog:product-choice", args=[shirt.slug]), {"option1": "Ink", "option2": "S"}
    ).content.decode()

    assert f'name="variant" value="{variant(shirt, "Ink", "S").pk}"' in html


def test_the_choice_without_htmx_is_the_product_page(client: Client, shirt: Product) -> None:
    answer = client.get(reverse("catalog:product-choice", args=[shirt.slug]), {"option1": "Ink"})

    assert answer["Location"] == f"{shirt.get_absolute_url()}?option1=Ink"


def test_a_product_without_a_choice_shows_no_options(client: Client) -> None:
    product = make_product(options={"Size": ["Regular"]})

    assert 'class="option' not in client.get(product.get_absolute_url()).content.decode()


@pytest.mark.parametrize(
    ("fields", "wording"),
    [
        ({"stock": 6}, "In stock"),
        ({"stock": 2}, "Only 2 left"),
        ({"stock": 0}, "Sold out"),
        ({"stock": 0, "variant": {"track_stock": False}}, "In stock"),
        ({"stock": 0, "variant": {"allow_backorder": True}}, "Made to order: it takes a little longer to ship"),
    ],
)
def test_it_words_the_stock(client: Client, fields: dict[str, object], wording: str) -> None:
    product = make_product(**fields)  # type: ignore[arg-type]

    assert wording in client.get(product.get_absolute_url()).content.decode()


def test_related_products_come_from_the_same_category(client: Client) -> None:
    kitchen = make_category(name="Kitchen")
    mug = make_product(title="Tide mug", category=kitchen)
    make_product(title="Oak board", category=kitchen)
    make_product(title="Sold-out bowl", category=kitchen, stock=0)
    make_product(title="Linen shirt", category=make_category(name="Textiles"))

    related = client.get(mug.get_absolute_url()).content.decode().split('id="related"')[1]
    assert re.findall(r'class="card__title"><a href="[^"]+">([^<]+)</a>', related) == ["Oak board"]


def test_products_of_no_category_go_well_together(client: Client) -> None:
    mug, _board = make_product(title="Tide mug"), make_product(title="Oak board")
    make_product(title="Linen shirt", category=make_category(name="Textiles"))

    related = client.get(mug.get_absolute_url()).content.decode().split('id="related"')[1]
    assert re.findall(r'class="card__title"><a href="[^"]+">([^<]+)</a>', related) == ["Oak board"]


@pytest.mark.parametrize("sizes", [1, 30])
def test_a_product_costs_eight_queries(
    client: Client, django_assert_num_queries: DjangoAssertNumQueries, sizes: int
) -> None:
    product = make_product(category=make_category(), options={"Size": [str(size) for size in range(sizes)]})
    ProductImage.objects.bulk_create(ProductImage(product=product, position=n) for n in range(sizes))

    with django_assert_num_queries(8):  # product, variants, images, version, dates, categories, related, brand
        client.get(product.get_absolute_url())
