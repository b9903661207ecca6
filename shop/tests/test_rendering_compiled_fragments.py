"""The shop's fragments, compiled, are what Django renders of the same templates, whatever the texts are."""

import re
from typing import Any

import pytest
from django.template import Context, Engine
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from shop.catalog.cards import Card
from shop.catalog.facets.groups import Pill, Value
from shop.catalog.facets.view_models import GroupView
from shop.catalog.pages.breadcrumbs import Breadcrumb
from shop.catalog.pages.buy_box import BuyBox, OptionValueView, OptionView, PickTarget
from shop.catalog.pages.gallery import Gallery, Shot
from shop.catalog.pages.list_page import PageLink, Pages, Sort
from shop.catalog.pages.parameters import Parameter
from shop.display import Picture, Price
from shop.frontpage.view_models import CategoryTile, QuoteView
from shop.templating.compiled import CompiledFragment, fragment_of

pytestmark = pytest.mark.slow

TEXTS = st.text(max_size=20) | st.sampled_from(["", "%s", "%", "{{ x }}", "&amp;", '"><script>', "0", "7", "é머그"])
PRICES = st.builds(Price, TEXTS, TEXTS, st.booleans())
SIDES = st.sampled_from(["", "640"])
PICTURES = st.builds(Picture, TEXTS, TEXTS, SIDES, SIDES)
SIZES = st.sampled_from(["50vw", "(width >= 64rem) 18rem, 50vw"])
KEYS = st.sampled_from(["", "7", "1234567"])
PARAMETERS = st.builds(Parameter, TEXTS, TEXTS, TEXTS)
VALUES = st.builds(Value, *[TEXTS] * 6, st.booleans(), st.booleans(), TEXTS)
LINKS = st.builds(PageLink, TEXTS, TEXTS, st.booleans())
SHOTS = st.builds(Shot, KEYS, TEXTS, PICTURES, TEXTS, SIZES, st.booleans())
OPTION_VALUES = st.builds(OptionValueView, *[TEXTS] * 3, *[st.booleans()] * 3)
WAYS = st.builds(PickTarget, TEXTS, TEXTS, st.just("closest .offer"))


def some(things: st.SearchStrategy[Any]) -> st.SearchStrategy[list[Any]]:
    return st.lists(things, max_size=3)


OPTIONS = st.builds(OptionView, TEXTS, some(PARAMETERS), some(OPTION_VALUES), TEXTS, WAYS)
CARDS = st.builds(
    Card,
    title=TEXTS,
    vendor=TEXTS,
    url=TEXTS,
    choice_url=TEXTS,
    price=PRICES,
    variant_id=KEYS,
    picture=PICTURES,
    is_available=st.booleans(),
    is_on_sale=st.booleans(),
    sizes=SIZES,
    eager=st.booleans(),
)
OFFERS = st.builds(
    BuyBox,
    product_id=TEXTS,
    title=TEXTS,
    price=PRICES,
    stock=TEXTS,
    stock_state=st.sampled_from(["in", "out"]),
    options=some(OPTIONS),
    variant_id=KEYS,
    quantity=TEXTS,
    is_made=st.booleans(),
    is_unpublished=st.booleans(),
    sku=TEXTS,
)
FRAGMENTS = {
    "card": CARDS,
    "filter_value": VALUES,
    "filter_group": st.builds(GroupView, TEXTS, TEXTS, some(VALUES), st.booleans(), st.booleans(), TEXTS, TEXTS, TEXTS),
    "filter_pill": st.builds(Pill, TEXTS, TEXTS),
    "sort": st.builds(Sort, st.integers(1, 6), TEXTS, TEXTS, st.booleans()),
    "page_link": LINKS,
    "pages": st.builds(Pages, TEXTS, TEXTS, some(LINKS)),
    "parameter": PARAMETERS,
    "breadcrumb": st.builds(Breadcrumb, TEXTS, TEXTS),
    "gallery": st.builds(Gallery, TEXTS, TEXTS, some(SHOTS), some(SHOTS)),
    "gallery_view": SHOTS,
    "gallery_thumb": SHOTS,
    "option_value": OPTION_VALUES,
    "option": OPTIONS,
    "offer": OFFERS,
    "frontpage/category_tile": st.builds(CategoryTile, TEXTS, TEXTS, PICTURES, SIZES, st.booleans()),
    "frontpage/quote": st.builds(QuoteView, TEXTS, TEXTS),
}
"""What is shown in the templates of the catalogue and of the front page, by the last word of their names."""
NAMES = {"filter_pill": "pill", "gallery_view": "shot", "gallery_thumb": "shot", "breadcrumb": "step", "pages": "pages"}


def path_of(fragment: str) -> str:
    room, _, name = fragment.rpartition("/")
    return f"{room or 'catalog'}/_{name}.html"


@pytest.mark.parametrize("fragment", FRAGMENTS)
@settings(deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(data=st.data())
def test_it_is_what_django_renders(fragment: str, data: st.DataObject) -> None:
    template = Engine.get_default().get_template(path_of(fragment))
    name = NAMES.get(fragment, re.split("[_/]", fragment)[-1])
    thing = data.draw(FRAGMENTS[fragment])

    by_django = template.render(Context({name: thing}))

    # Once when the shape is new, perhaps, and once when it is known.
    compiled: CompiledFragment[Any] = fragment_of(template, name, type(thing))
    assert [compiled.render(thing) for _ in range(2)] == [by_django, by_django]
