"""The front page shows the merchant's sections, in their order and each in its kind."""

import re
from collections import Counter
from datetime import datetime, timedelta

import pytest
from django.template import Engine
from django.test import Client
from django.utils import timezone
from pytest_django import DjangoAssertNumQueries

from shop.catalog import schedule
from shop.catalog.models import Product, ProductImage
from shop.catalog.tests.admin_pages import picture_upload
from shop.frontpage.kinds.registry import KINDS
from shop.frontpage.models import MOST_SECTIONS, Pick, Quote, Section
from shop.frontpage.tests.sections import front, headings, make_section, parts, titles
from shop.frontpage.view_models import SectionView
from shop.templating.checking import check
from shop.testing.builders import make_category, make_product
from shop.testing.cached_pages import through_page_cache

pytestmark = [pytest.mark.django_db, pytest.mark.postgresql("it has SQL of its own")]


@pytest.fixture
def drawn_product() -> Product:
    product = make_product(title="Tide mug")
    ProductImage.objects.create(product=product, drawing="drawings/mug.svg")
    return product


def test_sections_stand_in_the_merchants_order(client: Client) -> None:
    for place, heading in ((2, "Second"), (3, "Third"), (1, "First")):
        make_section("story", heading=heading, text="Words", position=place)

    assert headings(front(client))[1:] == [("h2", "First"), ("h2", "Second"), ("h2", "Third")]


def test_a_hero_shows_its_picture_text_and_button(client: Client) -> None:
    make_section(
        "hero", heading="Autumn", text="Warm things", button="See them", link="/search/?q=wool", alt="A blanket",
        photo=picture_upload(size=(900, 600), encoding="WEBP", name="blanket.webp"),
    )  # fmt: skip

    html = front(client)

    assert headings(html) == [("h1", "Autumn")]
    assert "<p>Warm things</p>" in html or "Warm things" in html
    assert '<a class="button button--primary" href="/search/?q=wool">See them</a>' in html
    [picture] = re.findall(r'<img[^>]*class="hero__picture"[^>]*>', html)
    assert 'alt="A blanket"' in picture
    assert 'width="900"' in picture
    assert 'height="600"' in picture
    assert "900w" in picture


def test_a_hero_without_a_picture_shows_the_newest_product_and_leads_to_it(
    client: Client, drawn_product: Product
) -> None:
    newer = make_product(title="Newer, with a picture that was not fetched")
    ProductImage.objects.create(product=newer, source="https://example.org/mug.jpg")
    make_section("hero", heading="Autumn")

    html = front(client)

    assert f'<a class="hero__frame" href="{drawn_product.get_absolute_url()}">' in html
    assert 'src="/media/drawings/mug.svg"' in html
    assert 'alt="Tide mug"' in html


def test_a_text_stands_beside_its_picture_on_either_side(client: Client) -> None:
    make_section("text_with_picture", text="Left", side="left")
    make_section("text_with_picture", text="Right", side="right")

    left, right = parts(front(client))

    assert "feature--mirrored" not in left
    assert "feature--mirrored" in right


def test_a_collection_shows_a_category_with_what_is_below_it(client: Client) -> None:
    kitchen = make_category(name="Kitchen")
    make_product(title="Tide mug", category=make_category(name="Mugs", parent=kitchen))
    make_product(title="Rug")
    make_section("collection", category=kitchen)

    html = front(client)

    assert titles(html) == ["Tide mug"]
    assert ("h2", "Kitchen") in headings(html)
    assert f'href="{kitchen.get_absolute_url()}">See all of “Kitchen”</a>' in html


def test_products_are_the_newest_on_sale_of_a_category_with_a_tag_or_chosen(client: Client) -> None:
    kitchen = make_category(name="Kitchen")
    make_product(title="Chosen second", created_at=timezone.now() - timedelta(days=9))
    make_product(title="Chosen first", created_at=timezone.now() - timedelta(days=9))
    make_product(title="Cheap", compare_at_price="30.00", created_at=timezone.now() - timedelta(days=8))
    make_product(title="Tagged", tags="wool, Gift ideas, red", created_at=timezone.now() - timedelta(days=7))
    make_product(title="Otherwise tagged", tags="gift", created_at=timezone.now() - timedelta(days=7))
    make_product(title="Board", category=kitchen, created_at=timezone.now() - timedelta(days=6))
    make_product(title="Newest")
    sources = [
        make_section("products", source="newest", count=1),
        make_section("products", source="category", category=kitchen),
        make_section("products", source="tag", tag="gift ideas"),
        make_section("products", source="on_sale"),
        make_section("products", source="chosen", heading="By hand"),
    ]
    for position, title in enumerate(("Chosen first", "Chosen second")):
        Pick.objects.create(section=sources[-1], product=Product.objects.get(title=title), position=position)

    shown = [titles(part) for part in parts(front(client))]

    assert shown == [["Newest"], ["Board"], ["Tagged"], ["Cheap"], ["Chosen first", "Chosen second"]]


def test_quotes_name_who_says_them(client: Client) -> None:
    section = make_section("quotes", heading="What they say")
    Quote.objects.create(section=section, text="Good <b>mugs</b>", author="Ada")

    html = front(client)

    assert "Good &lt;b&gt;mugs&lt;/b&gt;" in html
    assert '<figcaption class="quote__author">Ada</figcaption>' in html


def test_no_product_stands_twice_and_each_list_still_has_its_number(client: Client) -> None:
    kitchen = make_category(name="Kitchen")
    for number in range(12):
        make_product(title=f"Mug {number}", category=kitchen, compare_at_price="30.00", tags="blue")
    for fields in ({"source": "newest"}, {"source": "category", "category": kitchen}, {"source": "tag", "tag": "blue"}):
        make_section("products", count=4, **fields)
    make_section("products", source="on_sale", count=4)

    shown = [titles(part) for part in parts(front(client))]

    assert [len(each) for each in shown] == [4, 4, 4]
    assert max(Counter(title for each in shown for title in each).values()) == 1


@pytest.mark.parametrize("kind", ["collection", "products", "quotes", "categories", "a kind that is gone"])
def test_what_has_nothing_to_show_is_left_out(client: Client, kind: str) -> None:
    make_section("story", heading="Ours", text="Words")
    make_section(kind, source="chosen")

    assert headings(front(client))[1:] == [("h2", "Ours")]


def test_a_section_shows_while_it_is_on_and_within_its_dates(client: Client) -> None:
    soon, before = timezone.now() + timedelta(hours=1), timezone.now() - timedelta(hours=1)
    make_section("story", heading="On", text="Words", shows_from=before, shows_until=soon)
    make_section("story", heading="Off", text="Words", is_on=False)
    make_section("story", heading="Later", text="Words", shows_from=soon)
    make_section("story", heading="Over", text="Words", shows_until=before)

    assert headings(front(client))[1:] == [("h2", "On")]


def test_a_date_passes_on_a_kept_page_without_anybody_saving(client: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    visitor = through_page_cache(client)
    make_section("story", heading="Always", text="Words")
    make_section("story", heading="Later", text="Words", shows_from=timezone.now() + timedelta(hours=1))
    assert "Later" not in front(visitor)

    monkeypatch.setattr(schedule, "time", lambda: datetime.now(tz=timezone.get_default_timezone()).timestamp() + 3_601)

    assert "Later" in front(visitor)


@pytest.mark.parametrize("change", ["section", "quote", "pick", "order", "deleted"])
def test_whatever_is_saved_is_on_the_next_request_of_a_kept_page(client: Client, change: str) -> None:
    visitor = through_page_cache(client)
    product = make_product(title="Rug")
    quotes, chosen = make_section("quotes"), make_section("products", source="chosen")
    story = make_section("story", heading="Ours", text="Words")
    before = front(visitor)

    match change:
        case "section":
            Section.objects.filter(pk=story.pk).update(heading="Theirs")
        case "quote":
            Quote.objects.create(section=quotes, text="Good")
        case "pick":
            Pick.objects.create(section=chosen, product=product)
        case "order":
            make_section("story", heading="Before", text="Words", position=1)
        case "deleted":
            story.delete()

    assert front(visitor) != before


def test_a_cold_page_costs_two_queries_more_for_any_number_of_sections(
    client: Client, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    kitchen = make_category(name="Kitchen")
    for number in range(40):
        product = make_product(title=f"Mug {number}", category=kitchen, compare_at_price="30.00", tags="blue")
        if number % 10 == 0:
            ProductImage.objects.create(product=product, drawing=f"drawings/{number}.svg")
    for _round in range(3):
        for kind in KINDS:
            section = make_section(kind, category=kitchen, text="Words", count=3)
            Quote.objects.create(section=section, text="Good")

    # Version, dates, small tables, categories, sections, products, quotes, covers and their pictures.
    with django_assert_num_queries(9):
        front(client)


def test_a_kept_page_costs_nothing_more(client: Client, django_assert_num_queries: DjangoAssertNumQueries) -> None:
    make_section("story", text="Words")
    visitor = through_page_cache(client)
    front(visitor)

    with django_assert_num_queries(1):  # version
        front(visitor)


def test_more_sections_than_a_page_takes_are_left_out(client: Client) -> None:
    for number in range(MOST_SECTIONS + 1):
        make_section("story", heading=f"Story {number}", text="Words")

    assert len(parts(front(client))) == MOST_SECTIONS


def test_the_first_picture_is_fetched_first_and_the_others_when_they_are_near(
    client: Client, drawn_product: Product
) -> None:
    make_section("story", text="Words")
    make_section("products")
    for name in ("a", "b"):
        make_section("text_with_picture", text="Words", drawing=f"drawings/{name}.svg")

    html = client.get("/").content.decode()

    pictures = re.findall(r"<img[^>]*>", html)
    assert [("lazy" in picture, "fetchpriority" in picture) for picture in pictures] == [
        (False, True), (True, False), (True, False),
    ]  # fmt: skip
    assert re.findall(r'<link rel="preload" as="image" href="([^"]+)"', html) == ["/media/drawings/mug.svg"]


@pytest.mark.parametrize("kind", KINDS)
def test_the_template_of_a_kind_does_with_its_view_only_what_can_be_compiled(kind: str) -> None:
    check(Engine.get_default().get_template(f"frontpage/_{kind}.html"), "section", SectionView)
