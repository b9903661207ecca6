"""A shop without sections has a front page of its own products."""

import re

import pytest
from django.test import Client
from pytest_django import DjangoAssertNumQueries

from shop.catalog.models import ProductImage
from shop.frontpage.tests.sections import front, headings, make_section, parts, titles
from shop.testing.builders import make_category, make_product

pytestmark = [pytest.mark.django_db, pytest.mark.postgresql("it has SQL of its own")]


def test_it_opens_with_a_product_and_shows_categories_new_things_and_what_is_on_sale(client: Client) -> None:
    kitchen = make_category(name="Kitchen")
    for number in range(9):
        make_product(title=f"Cheap board {number}", category=kitchen, price="30.00", compare_at_price="40.00")
    make_product(title="Sold-out bowl", category=kitchen, stock=0)
    mug = make_product(title="Tide mug", category=kitchen)
    ProductImage.objects.create(product=mug, drawing="drawings/mug.svg")

    html = front(client)

    hero, categories, newest, on_sale = parts(html)
    assert headings(html)[0] == ("h1", "Made slowly, to be used every day")
    assert f'href="{mug.get_absolute_url()}"' in hero
    assert re.findall(r'class="category-tile__name">([^<]+)<', categories) == ["Kitchen"]
    assert titles(newest) == [f"Cheap board {number}" for number in range(8, 0, -1)]
    assert titles(on_sale) == ["Cheap board 0"]


def test_no_picture_is_the_demos(client: Client) -> None:
    make_product()

    assert "hero.svg" not in client.get("/").content.decode()


def test_a_category_shows_the_newest_of_its_products_that_is_available(client: Client) -> None:
    kitchen, textiles = make_category(name="Kitchen"), make_category(name="Textiles")
    for title, category, stock in (("mug", kitchen, 5), ("bowl", kitchen, 0), ("shirt", textiles, 0), ("rug", None, 5)):
        product = make_product(title=title, category=category, stock=stock)
        ProductImage.objects.create(product=product, drawing=f"drawings/{title}.svg")

    tiles = parts(front(client))[1]

    drawings = [re.findall(r"drawings/([a-z]+)\.svg", tile) for tile in tiles.split('class="category-tile"')[1:]]
    assert drawings == [["mug"], ["shirt"]]


def test_one_product_is_shown_once(client: Client) -> None:
    mug = make_product(title="Tide mug")
    assert titles(front(client)) == ["Tide mug"]

    ProductImage.objects.create(product=mug, drawing="drawings/mug.svg")

    html = front(client)
    assert titles(html) == []
    assert f'<a class="button button--primary" href="{mug.get_absolute_url()}">See “Tide mug”</a>' in html


def test_an_empty_shop_says_so_and_leads_nowhere(client: Client) -> None:
    make_category(name="Kitchen")

    html = front(client)

    assert "The shelves are still empty" in html
    assert len(parts(html)) == 1


def test_so_does_one_whose_sections_are_all_off(client: Client) -> None:
    make_section("story", heading="Ours", text="Words", is_on=False)
    make_product(title="Tide mug")

    assert titles(front(client)) == ["Tide mug"]


def test_it_costs_seven_queries(client: Client, django_assert_num_queries: DjangoAssertNumQueries) -> None:
    for name in ("Kitchen", "Textiles"):
        category = make_category(name=name)
        for number in range(5):
            make_product(title=f"{name} {number}", category=category, compare_at_price="30.00")

    with django_assert_num_queries(7):  # version, dates, categories, sections, products, covers, small tables
        client.get("/")
