"""A merchant names a product's options and gives its variants values for them."""

from decimal import Decimal

import pytest
from django.test import Client

from shop.catalog.models import Product
from shop.catalog.tests.admin_pages import ADD, fields_of, page_of, send, variant
from shop.testing.builders import make_product, make_variant

pytestmark = [pytest.mark.django_db, pytest.mark.slow]


def test_it_refuses_two_variants_with_the_same_options(admin_client: Client) -> None:
    product = make_product(options={"Size": ["S", "M"], "Colour": ["Blue"]})
    fields = fields_of(admin_client, page_of(product)) | variant(2, option1="S", option2="Blue")
    assert send(admin_client, page_of(product), fields) == ["There is another variant “S / Blue”."]
    assert product.variants.count() == 2


def test_it_names_every_fault_of_a_row_at_once(admin_client: Client) -> None:
    product = make_product(options={"Size": ["S"]})
    fields = fields_of(admin_client, page_of(product)) | variant(1, option1="S", compare_at_price="1")
    assert send(admin_client, page_of(product), fields) == [
        "There is another variant “S”.",
        "Below the price. Give a higher one, or leave it empty.",
    ]


def test_it_refuses_a_variant_that_was_added_while_the_page_was_open(admin_client: Client) -> None:
    product = make_product(options={"Size": ["S"]})
    fields = fields_of(admin_client, page_of(product)) | variant(1, option1="M")
    make_variant(product=product, option1="M")
    assert send(admin_client, page_of(product), fields) == ["There is another variant “M”."]


def test_it_refuses_a_second_variant_without_options(admin_client: Client) -> None:
    product = make_product()
    fields = fields_of(admin_client, page_of(product)) | variant(1)
    assert send(admin_client, page_of(product), fields) == [
        "Variants differ by their options: name an option of the product, or keep one variant."
    ]


def test_it_demands_a_value_for_each_named_option(admin_client: Client) -> None:
    product = make_product(options={"Size": ["S", "M"]})
    fields = fields_of(admin_client, page_of(product)) | {"option2_name": "Colour", "variants-1-option2": "Blue"}
    assert send(admin_client, page_of(product), fields) == ["Give a value for “Colour”."]


def test_it_refuses_a_value_for_an_option_without_a_name(admin_client: Client) -> None:
    product = make_product(options={"Size": ["S"]})
    fields = fields_of(admin_client, page_of(product)) | {"variants-0-option2": "Blue"}
    assert send(admin_client, page_of(product), fields) == [
        "The product names no such option. Name it above, or leave this empty."
    ]


def test_it_refuses_a_gap_between_the_names(admin_client: Client) -> None:
    product = make_product(options={"Size": ["S"]})
    fields = fields_of(admin_client, page_of(product)) | {"option3_name": "Cut", "variants-0-option3": "Slim"}
    assert "Name the option before this one first." in send(admin_client, page_of(product), fields)


def test_it_refuses_the_same_name_twice(admin_client: Client) -> None:
    product = make_product(options={"Size": ["S"]})
    fields = fields_of(admin_client, page_of(product)) | {"option2_name": "size", "variants-0-option2": "M"}
    assert "Another option has this name already." in send(admin_client, page_of(product), fields)


def test_it_names_the_columns_after_the_options(admin_client: Client) -> None:
    product = make_product(options={"Finish": ["Matt"]})
    page = admin_client.get(page_of(product)).content.decode()
    column = page.split('<th class="column-option1">')[1].split("</th>")[0]
    assert column.strip() == "Finish"


def test_it_lets_variants_swap_their_options(admin_client: Client) -> None:
    product = make_product(options={"Size": ["S", "M"]})
    small, medium = product.variants.all()
    fields = fields_of(admin_client, page_of(product)) | {"variants-0-option1": "M", "variants-1-option1": "S"}
    assert send(admin_client, page_of(product), fields) == []
    small.refresh_from_db()
    medium.refresh_from_db()
    assert (small.option1, medium.option1) == ("M", "S")


def test_it_lets_a_variant_take_the_options_of_one_that_is_deleted(admin_client: Client) -> None:
    product = make_product(options={"Size": ["S", "M"]})
    fields = fields_of(admin_client, page_of(product))
    fields |= {"variants-0-option1": "M", "variants-1-DELETE": "on"}
    assert send(admin_client, page_of(product), fields) == []
    assert product.variants.get().option1 == "M"


def test_it_saves_a_hundred_variants(admin_client: Client) -> None:
    product = make_product(options={"Size": [str(number) for number in range(100)]})
    last = f"{page_of(product)}?variants=2"
    fields = fields_of(admin_client, last) | {"variants-49-sku": "CUP"}
    assert send(admin_client, last, fields) == []
    assert product.variants.get(sku="CUP").option1 == "99"


def test_it_demands_a_variant(admin_client: Client) -> None:
    product = make_product()
    sentence = "A product needs at least one variant: it says the price."
    fields = fields_of(admin_client, page_of(product)) | {"variants-0-DELETE": "on"}
    assert send(admin_client, page_of(product), fields) == [sentence]
    fields = fields_of(admin_client, ADD) | {"title": "Cup", "variants-TOTAL_FORMS": "0"}
    assert send(admin_client, ADD, fields) == [sentence]
    assert Product.objects.get() == product


def test_it_refuses_a_compare_at_price_below_the_price(admin_client: Client) -> None:
    product = make_product(price="20")
    fields = fields_of(admin_client, page_of(product)) | {"variants-0-compare_at_price": "19.99"}
    assert send(admin_client, page_of(product), fields) == ["Below the price. Give a higher one, or leave it empty."]


def test_it_saves_a_product_whose_imported_compare_at_price_is_below_the_price(admin_client: Client) -> None:
    product = make_product(price="20", compare_at_price="0")
    fields = fields_of(admin_client, page_of(product)) | {"variants-0-sku": "CUP"}
    assert send(admin_client, page_of(product), fields) == []
    assert product.variants.get().compare_at_price == Decimal(0)


@pytest.mark.parametrize(
    ("field", "value", "sentence"),
    [
        ("price", "-1", "Ensure this value is greater than or equal to 0."),
        ("price", "1.234", "Ensure that there are no more than 2 decimal places."),
        ("stock", "-1", "Below zero only where the variant may be sold below zero stock."),
        ("weight_grams", "-1", "Ensure this value is greater than or equal to 0."),
        ("stock", "99999999999999999999", "Ensure this value is less than or equal to"),
    ],
)
def test_it_refuses_numbers_that_cannot_be(admin_client: Client, field: str, value: str, sentence: str) -> None:
    product = make_product()
    fields = fields_of(admin_client, page_of(product)) | {f"variants-0-{field}": value}
    [refusal] = send(admin_client, page_of(product), fields)
    assert refusal.startswith(sentence)
