"""A merchant lists the values of a product's options, and gets its variants to look through."""

from decimal import Decimal
from typing import Any

import pytest
from django.test import Client

from shop.catalog.admin import option_lists
from shop.catalog.models import Product
from shop.catalog.tests.admin_pages import ADD, errors, fields_of, form_fields, page_of, send, variant
from shop.testing.builders import make_product, make_variant

pytestmark = pytest.mark.django_db

SHIRT = {
    "title": "Linen shirt",
    "option1_name": "Size",
    "option1_values": "S, M, L",
    "option2_name": "Colour",
    "option2_values": "White, Navy",
}
THIRTEEN = ",".join("abcdefghijklm")


def ask(client: Client, page: str, fields: dict[str, Any], *, button: str = "make_variants") -> dict[str, str]:
    """Send the form by a button that saves nothing; return what the form has when it comes back."""
    answer = client.post(page, fields | {button: "1"})
    assert answer.status_code == 200
    return form_fields(answer.content.decode(), form="product_form")


def column(fields: dict[str, str], name: str) -> list[str]:
    rows = range(int(fields["variants-TOTAL_FORMS"]))
    return [fields[f"variants-{row}-{name}"] for row in rows]


def test_it_gives_a_row_for_each_combination_and_saves_nothing(admin_client: Client) -> None:
    back = ask(admin_client, ADD, fields_of(admin_client, ADD) | SHIRT | variant(0, price="49.90", weight_grams="250"))
    assert column(back, "option1") == ["S", "S", "M", "M", "L", "L"]
    assert column(back, "option2") == ["White", "Navy"] * 3
    assert column(back, "price") == ["49.90"] * 6
    assert column(back, "weight_grams") == ["250"] * 6
    assert column(back, "stock") == ["5", "0", "0", "0", "0", "0"]
    assert not Product.objects.exists()


def test_the_first_row_gets_an_sku_like_the_others_unless_it_has_one(admin_client: Client) -> None:
    fields = fields_of(admin_client, ADD) | SHIRT
    unnamed = ask(admin_client, ADD, fields | variant(0, sku=""))
    named = ask(admin_client, ADD, fields | variant(0, sku="OWN"))

    assert column(unnamed, "sku")[:2] == ["LINEN-SHIRT-S-WHITE", "LINEN-SHIRT-S-NAVY"]
    assert column(named, "sku")[:2] == ["OWN", "OWN-S-NAVY"]


def test_what_comes_back_can_be_saved(admin_client: Client) -> None:
    back = ask(admin_client, ADD, fields_of(admin_client, ADD) | SHIRT | variant(0, price="49.90"))
    assert send(admin_client, ADD, back | {"variants-5-price": "59"}) == []
    made = Product.objects.get()
    assert [(row.title, row.price) for row in made.variants.all()][4:] == [
        ("L / White", Decimal("49.90")),
        ("L / Navy", Decimal(59)),
    ]


def test_nothing_that_was_typed_is_lost_or_found_fault_with(admin_client: Client) -> None:
    typed = {"title": "", "description": "<p>Fine", "tags": "a, b", **variant(0, price="", sku="X")}
    answer = admin_client.post(ADD, fields_of(admin_client, ADD) | SHIRT | typed | {"make_variants": "1"})
    back = form_fields(answer.content.decode(), form="product_form")
    assert errors(answer.content.decode()) == []
    assert {name: back[name] for name in ("description", "tags")} == {"description": "<p>Fine", "tags": "a, b"}
    assert back["variants-0-sku"] == "X"
    assert "Nothing of this page is saved yet." in answer.content.decode()


def test_it_suggests_skus_that_nothing_has(admin_client: Client) -> None:
    make_product(variant={"sku": "LINEN-SHIRT-M-NAVY"})
    back = ask(admin_client, ADD, fields_of(admin_client, ADD) | SHIRT | variant(0, sku=""))
    assert column(back, "sku")[1:4] == ["LINEN-SHIRT-S-NAVY", "LINEN-SHIRT-M-WHITE", "LINEN-SHIRT-M-NAVY-2"]


def test_it_goes_on_from_the_skus_of_the_product(admin_client: Client) -> None:
    product = make_product(title="Cup", options={"Size": ["S"]}, variant={"sku": "C7-S"})
    back = ask(admin_client, page_of(product), fields_of(admin_client, page_of(product)) | {"option1_values": "S, M"})
    assert column(back, "sku") == ["C7-S", "C7-M"]


def test_it_keeps_the_variants_that_are_there(admin_client: Client) -> None:
    product = make_product(options={"Size": ["S", "M"]})
    before = list(product.variants.values())
    page = page_of(product)
    back = ask(admin_client, page, fields_of(admin_client, page) | {"option1_values": "l, m ,S"})
    assert column(back, "option1") == ["S", "M", "l"]
    assert send(admin_client, page, back) == []
    assert list(product.variants.values())[:2] == before


def test_it_gives_variants_the_first_value_of_a_new_option(admin_client: Client) -> None:
    product = make_product(options={"Size": ["S", "M"]}, stock=3)
    page, keys = page_of(product), [row.pk for row in product.variants.all()]
    colours = {"option2_name": "Colour", "option2_values": "White, Navy"}
    back = ask(admin_client, page, fields_of(admin_client, page) | colours)
    assert send(admin_client, page, back) == []
    assert [(row.title, row.stock) for row in product.variants.filter(pk__in=keys)] == [
        ("S / White", 3),
        ("M / White", 3),
    ]
    assert [row.title for row in product.variants.exclude(pk__in=keys)] == ["S / Navy", "M / Navy"]


def test_it_shows_the_values_that_a_product_has(admin_client: Client) -> None:
    fields = fields_of(admin_client, page_of(make_product(options={"Size": ["1,5 l", "2 l"], "Colour": ["Red"]})))
    assert (fields["option1_values"], fields["option2_values"]) == ("1,5 l; 2 l", "Red")


def test_saving_values_that_have_no_variants_yet_shows_them_first(admin_client: Client) -> None:
    product = make_product(options={"Size": ["S"]})
    page = page_of(product)
    back = ask(admin_client, page, fields_of(admin_client, page) | {"option1_values": "S, M"}, button="_save")
    assert column(back, "option1") == ["S", "M"]
    assert product.variants.count() == 1
    assert send(admin_client, page, back | {"_save": "1"}) == []
    assert product.variants.count() == 2


def test_a_combination_that_is_not_made_is_not_asked_for_again(admin_client: Client) -> None:
    product = make_product(options={"Size": ["S", "M"], "Colour": ["Red", "Blue"]})
    product.variants.filter(option1="M", option2="Blue").delete()
    assert send(admin_client, page_of(product), fields_of(admin_client, page_of(product)) | {"title": "Cup"}) == []
    assert product.variants.count() == 3


def test_it_knows_the_variants_of_the_other_pages(admin_client: Client) -> None:
    product = make_product(options={"Number": [str(number) for number in range(60)]})
    page = page_of(product)
    numbers = ", ".join(map(str, range(61)))
    back = ask(admin_client, page, fields_of(admin_client, page) | {"option1_values": numbers})
    assert column(back, "option1")[50:] == ["60"]
    assert send(admin_client, page, back) == []
    assert product.variants.count() == 61


@pytest.mark.parametrize(
    ("lists", "sentence"),
    [
        ({"option1_name": "Size"}, "Give the values of “Size”, with commas between."),
        ({"option1_name": "Size", "option1_values": " , \u200b, "}, "Give the values of “Size”, with commas between."),
        ({"option1_values": "S, M"}, "Name the option that has these values."),
        ({"option1_name": "Size", "option1_values": "x" * 256}, "A value may have 255 characters at most."),
        (
            {f"option{n}_{part}": text for n in "123" for part, text in (("name", n), ("values", THIRTEEN))},
            "These values give 2197 variants. A product may have 2048 at most.",
        ),
    ],
)
def test_it_says_what_is_wrong_with_a_list(lists: dict[str, str], sentence: str, admin_client: Client) -> None:
    fields = fields_of(admin_client, ADD) | {"title": "Cup"} | variant(0) | lists | {"make_variants": "1"}
    assert send(admin_client, ADD, fields) == [sentence]


def test_it_makes_what_a_form_can_send_and_says_how_many_are_left(
    admin_client: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(option_lists, "AT_ONCE", 4)
    answer = admin_client.post(ADD, fields_of(admin_client, ADD) | SHIRT | {"make_variants": "1"})
    assert "1 more is left" in answer.content.decode()


@pytest.mark.parametrize("said", ["999999999", "-1", "x", "", "9" * 5000, "²"])
def test_a_forged_number_of_rows_is_no_way_to_keep_it_busy(said: str, admin_client: Client) -> None:
    fields = fields_of(admin_client, ADD) | SHIRT | {"variants-TOTAL_FORMS": said, "images-TOTAL_FORMS": said}
    assert admin_client.post(ADD, fields | {"make_variants": "1"}).status_code == 200


def test_markup_in_a_value_is_text(admin_client: Client) -> None:
    evil = "<script>x()</script>"
    fields = fields_of(admin_client, ADD) | SHIRT | {"option1_values": f'{evil}, "><b>'}
    page = admin_client.post(ADD, fields | {"make_variants": "1"}).content.decode()
    assert evil not in page
    assert column(form_fields(page, form="product_form"), "option1")[::2] == [evil, '"><b>']


def test_another_merchants_variant_of_the_same_values_is_refused_as_ever(admin_client: Client) -> None:
    product = make_product(options={"Size": ["S"]})
    page = page_of(product)
    back = ask(admin_client, page, fields_of(admin_client, page) | {"option1_values": "S, M"})
    make_variant(product=product, option1="M")
    assert send(admin_client, page, back) == ["There is another variant “M”."]
