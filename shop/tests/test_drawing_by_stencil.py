"""A stencil draws what Django would draw of the same template, whatever the texts are."""

from typing import Any

import pytest
from django.template import loader
from django.utils import translation
from django.utils.safestring import SafeString, mark_safe
from hypothesis import given
from hypothesis import strategies as st
from pytest_django.fixtures import Settings

from shop import stencils
from shop.catalog.breadcrumbs import BREADCRUMB, Breadcrumb
from shop.catalog.cards import CARD, Card
from shop.catalog.filters.drawing import GROUP, VALUE, ShownGroup
from shop.catalog.filters.groups import Value
from shop.catalog.gallery import GALLERY, Gallery
from shop.catalog.offering import OFFER, OPTION, ShownOffer, ShownOption, ShownValue, Way
from shop.catalog.offering import VALUE as OPTION_VALUE
from shop.catalog.parameters import PARAMETER, Parameter
from shop.catalog.product_page import CONTENT, ProductContent
from shop.catalog.shown import PAGE_LINK, PAGES, SORT, PageLink, Pages, Sort
from shop.catalog.texts import Picture, Price
from shop.stencils import Stencil, unindented

MUG = Card(
    title="Tide mug",
    vendor="Tide",
    url="/products/tide-mug/",
    choice_url="/products/tide-mug/choice/",
    price=Price("€12.00", ""),
    variant_id="7",
    picture=Picture("/media/drawings/mug.svg"),
    is_available=True,
    is_on_sale=False,
    sizes="50vw",
)
TEXTS = st.text(max_size=20) | st.sampled_from(["", "%s", "%", "{{ x }}", "&amp;", '"><script>', "0", "7", "é머그"])
HTML = TEXTS.map(mark_safe)
PLAIN = {str: TEXTS, bool: st.booleans(), int: st.integers(0, 9)}
KINDS: list[tuple[Stencil[Any], st.SearchStrategy[Any]]] = [
    (
        CARD,
        st.builds(
            Card,
            title=TEXTS,
            vendor=TEXTS,
            url=TEXTS,
            choice_url=TEXTS,
            price=st.builds(Price, TEXTS, TEXTS, st.booleans()),
            variant_id=st.sampled_from(["", "7", "1234567"]),
            picture=st.builds(Picture, TEXTS, TEXTS, st.sampled_from(["", "640"]), st.sampled_from(["", "640"])),
            is_available=st.booleans(),
            is_on_sale=st.booleans(),
            sizes=st.sampled_from(["50vw", "(width >= 64rem) 18rem, 50vw"]),
            eager=st.booleans(),
        ),
    ),
    (VALUE, st.builds(Value, *[TEXTS] * 6, st.booleans(), st.booleans(), TEXTS)),
    (GROUP, st.builds(ShownGroup, TEXTS, TEXTS, HTML, st.booleans(), st.booleans(), TEXTS, TEXTS, TEXTS)),
    (SORT, st.builds(Sort, st.integers(1, 6), TEXTS, TEXTS, st.booleans())),
    (PAGE_LINK, st.builds(PageLink, TEXTS, TEXTS, st.booleans())),
    (PAGES, st.builds(Pages, TEXTS, TEXTS, HTML)),
    (PARAMETER, st.builds(Parameter, TEXTS, TEXTS, TEXTS)),
    (BREADCRUMB, st.builds(Breadcrumb, TEXTS, TEXTS)),
    (GALLERY, st.builds(Gallery, TEXTS, TEXTS, HTML, HTML)),
    (OPTION_VALUE, st.builds(ShownValue, *[TEXTS] * 3, *[st.booleans()] * 3)),
    (OPTION, st.builds(ShownOption, TEXTS, HTML, HTML, TEXTS, st.builds(Way, TEXTS, TEXTS, st.just("closest .offer")))),
    (
        OFFER,
        st.builds(
            ShownOffer,
            product_id=TEXTS,
            title=TEXTS,
            price=st.builds(Price, TEXTS, TEXTS, st.booleans()),
            stock=TEXTS,
            stock_state=st.sampled_from(["in", "out"]),
            options=HTML,
            variant_id=st.sampled_from(["", "7", "1234567"]),
            quantity=TEXTS,
            is_made=st.booleans(),
            sku=TEXTS,
        ),
    ),
    (CONTENT, st.builds(ProductContent, HTML, HTML, TEXTS, TEXTS, HTML, HTML, HTML)),
]


@pytest.fixture
def asked(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """The templates that Django was asked to draw."""
    names: list[str] = []
    draw = Stencil.draw_by_django

    def note(stencil: Stencil[Any], *arguments: Any) -> SafeString:
        names.append(stencil.template)
        return draw(stencil, *arguments)

    monkeypatch.setattr(Stencil, "draw_by_django", note)
    return names


@pytest.mark.parametrize(("stencil", "things"), KINDS, ids=lambda value: getattr(value, "name", ""))
@given(data=st.data())
def test_it_draws_what_django_draws(stencil: Stencil[Any], things: st.SearchStrategy[Any], data: st.DataObject) -> None:
    thing = data.draw(things)
    drawn = unindented(loader.render_to_string(stencil.template, {stencil.name: thing}))
    # Once when the shape is new, perhaps, and once when it is known.
    assert [unindented(stencil.draw(thing)) for _ in range(2)] == [drawn, drawn]


def test_it_leaves_out_how_its_template_is_indented_and_nothing_of_a_text() -> None:
    drawn = CARD.draw(MUG._replace(title="Tide\n\n  mug", vendor=""))
    assert "Tide\n\n  mug" in drawn
    assert "\n " not in drawn.replace("Tide\n\n  mug", "")
    assert unindented(drawn) == unindented(CARD.draw_by_django(MUG._replace(title="Tide\n\n  mug", vendor="")))


def test_it_asks_django_once_for_all_of_one_shape(asked: list[str]) -> None:
    stencil = Stencil("catalog/_card.html", "card", Card)

    drawn = stencil.draw_all([MUG._replace(title=f"Mug {number}", variant_id=str(number)) for number in range(1, 9)])

    assert asked == ["catalog/_card.html"]
    assert all(f">Mug {number}</a>" in drawn and f'name="variant" value="{number}"' in drawn for number in range(1, 9))


def test_what_is_no_text_or_an_empty_one_is_another_shape(asked: list[str]) -> None:
    stencil = Stencil("catalog/_card.html", "card", Card)

    for mug in (
        MUG,
        MUG._replace(vendor=""),
        MUG._replace(is_on_sale=True),
        MUG._replace(price=Price("€9.00", "€12.00")),
    ):
        stencil.draw(mug)

    assert len(asked) == 4


def test_texts_are_escaped_and_html_is_not() -> None:
    pages = Pages("?page=1&sort=price", "", SafeString("<li>2</li>"))
    assert 'href="?page=1&amp;sort=price"' in PAGES.draw(pages)
    assert "<li>2</li>" in PAGES.draw(pages)
    assert isinstance(PAGES.draw(pages), SafeString)


def test_a_shape_belongs_to_a_language(asked: list[str]) -> None:
    stencil = Stencil("catalog/_card.html", "card", Card)
    for language in ("en", "ko", "en"):
        with translation.override(language):
            stencil.draw(MUG)
    assert len(asked) == 2


def test_it_forgets_shapes_before_they_are_too_many(monkeypatch: pytest.MonkeyPatch, asked: list[str]) -> None:
    monkeypatch.setattr(stencils, "MOST_SHAPES", 3)
    stencil = Stencil("catalog/_sort.html", "sort", Sort)

    drawn = [stencil.draw(Sort(number, "Name", ".", is_current=False)) for number in (1, 2, 3, 4, 4, 1)]

    assert [f'id="sort-{number}"' in html for number, html in zip((1, 2, 3, 4, 4, 1), drawn, strict=True)] == [True] * 6
    assert len(asked) == 5


def test_while_a_shop_is_developed_every_change_of_a_template_shows(settings: Settings, asked: list[str]) -> None:
    settings.DEBUG = True
    for _ in range(2):
        CARD.draw(MUG)
    assert len(asked) == 2
