"""A page is filled into one like it, which was rendered before: it is what Django would render."""

import pytest
from django.template import Context, Engine
from django.test import Client
from django.utils.safestring import SafeString

from shop.catalog import views
from shop.catalog.models import Category
from shop.testing.builders import make_category, make_product

pytestmark = [pytest.mark.django_db, pytest.mark.slow]
HOSTILE = "</title><script>alert('100%')</script> {{ page }} &amp; \"%s\""


@pytest.fixture
def tables() -> Category:
    return make_category(name="Tables", slug="tables", description="All of oak.")


@pytest.mark.parametrize(
    "addresses",
    [
        ("/products/oak/", "/products/ash/"),
        ("/products/shirt/", "/products/hostile/"),
        ("/products/shirt/?option1=Ink", "/products/shirt/?option1=Sage"),
        ("/category/tables/", "/category/chairs/"),
        ("/search/?q=nothing", "/search/?q=%3Cnone%3E+%26+%22others"),
        ("/search/?q=oak", "/search/?q=ash"),
        ("/", "/?ref=1"),
    ],
)
def test_the_second_page_is_what_django_renders(
    tables: Category, addresses: tuple[str, str], monkeypatch: pytest.MonkeyPatch
) -> None:
    make_product(title="Oak table", slug="oak", vendor="Halm", category=tables)
    make_product(title="Ash table", slug="ash", vendor="Grove", category=tables, compare_at_price="30")
    make_product(title="Chair", category=make_category(name="Chairs", slug="chairs"))
    for title, slug in (("Shirt", "shirt"), (HOSTILE, "hostile")):
        colours = {"Colour": ["Ink", "Sage"]}
        make_product(title=title, slug=slug, seo_title=title, vendor=title, description="<p>Soft.</p>", options=colours)
    compiled = [Client().get(address).content for address in addresses]

    monkeypatch.setattr(views, "render_compiled", render_by_django)
    assert compiled == [Client().get(address).content for address in addresses]


def render_by_django(template: str, name: str, thing: object, **shared: object) -> SafeString:
    return Engine.get_default().get_template(template).render(Context({name: thing, **shared}))


def test_a_description_in_several_lines_stays_as_it_is_written(tables: Category) -> None:
    table = "<pre>Oak\n   40 mm\n\n   oiled</pre>"
    make_product(slug="oak", category=tables, description=table)

    html = Client().get("/products/oak/").content.decode()

    # It can be scrolled with the keyboard.
    assert table.replace("<pre>", '<pre tabindex="0">') in html


@pytest.mark.parametrize("address", ["/", "/products/oak/", "/search/?q=nothing"])
def test_a_category_that_is_renamed_is_on_the_next_page(tables: Category, address: str) -> None:
    make_product(slug="oak", category=tables)
    client = Client()
    assert "Tables" in client.get(address).content.decode()

    Category.objects.filter(pk=tables.pk).update(name="Desks")

    html = client.get(address).content.decode()
    assert "Desks" in html
    assert "Tables" not in html
