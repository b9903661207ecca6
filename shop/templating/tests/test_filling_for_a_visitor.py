"""`per_visitor` leaves a place in a page, which is filled for each visitor by what settings name."""

from collections.abc import Sequence
from typing import NamedTuple

import pytest
from django.http import HttpRequest, HttpResponse
from django.template import Context, Engine, TemplateSyntaxError
from pytest_django.fixtures import Settings

from shop.templating.compiled import fragment_of
from shop.templating.per_visitor import SPLIT_PAGES, PerVisitorMiddleware, Place, SplitPage
from shop.templating.slots import Slot, SlotMisused
from shop.templating.tests.test_compiling_a_fragment import BUILTINS

CALLS: list[list[str]] = []
PLACE = '{% per_visitor "_heart.html" card.title %}'


class Card(NamedTuple):
    title: Slot


def fill_hearts(request: HttpRequest, arguments: Sequence[str]) -> list[str]:
    CALLS.append(list(arguments))
    return [f"[{request.method} {argument}]" for argument in arguments]


@pytest.fixture(autouse=True)
def hearts(settings: Settings) -> None:
    settings.PER_VISITOR_FRAGMENTS = {"_heart.html": f"{__name__}.fill_hearts"}
    CALLS.clear()


def engine(**templates: str) -> Engine:
    named = {f"{name}.html": source for name, source in templates.items()}
    return Engine(loaders=[("django.template.loaders.locmem.Loader", named)], builtins=BUILTINS)


def render(source: str, **context: object) -> str:
    return engine().from_string(source).render(Context(context))


def answer(content: str, **meta: object) -> HttpResponse:
    request = HttpRequest()
    request.method, request.META = "GET", meta
    filled = PerVisitorMiddleware(lambda _: HttpResponse(content))(request)
    assert isinstance(filled, HttpResponse)
    return filled


def test_a_place_is_filled() -> None:
    assert answer(render('<p>{% per_visitor "_heart.html" %}</p>')).content == b"<p>[GET ]</p>"


def test_all_places_of_a_name_are_filled_at_once() -> None:
    page = render('{% for n in n %}<p>{% per_visitor "_heart.html" n %}</p>{% endfor %}', n=[1, 20, 3])

    assert answer(page).content == b"<p>[GET 1]</p><p>[GET 20]</p><p>[GET 3]</p>"
    assert CALLS == [["1", "20", "3"]]


@pytest.mark.parametrize("text", ["", "a b", "<!-- -->", '">', "&amp;", "é머그", "%s", "{{ x }}"])
def test_an_argument_arrives_as_it_was(text: str) -> None:
    answer(render(PLACE, card=Card(text)))

    assert [[text]] == CALLS


def test_an_argument_may_be_a_slot() -> None:
    fragment = fragment_of(
        engine(card=f"<li>{{{{ card.title }}}} {PLACE}</li>").get_template("card.html"), "card", Card
    )

    page = fragment.render_all([Card("Mug"), Card("<Cup>"), Card("Bowl")])

    assert answer(page).content.decode() == (
        "<li>Mug [GET Mug]</li><li>&lt;Cup&gt; [GET <Cup>]</li><li>Bowl [GET Bowl]</li>"
    )


def test_nothing_but_its_text_may_be_done_to_such_a_slot() -> None:
    template = engine(card='{% per_visitor "_heart.html" card.title|upper %}').get_template("card.html")

    with pytest.raises(SlotMisused, match=r"card\.html: the slot card\.title"):
        fragment_of(template, "card", Card)


def test_who_asks_for_it_gets_the_page_as_it_was_cut() -> None:
    pages: list[SplitPage] = []
    content = answer(render(f"a{PLACE}b", card=Card("x")), **{SPLIT_PAGES: pages}).content

    [page] = pages
    assert page == SplitPage((b"a", b"b"), (Place("_heart.html", "x"),), (b"[GET x]",))
    assert page.content == content


def test_an_answer_without_places_stays_as_it_is() -> None:
    assert answer("<p><!-- _heart.html --></p>").content == b"<p><!-- _heart.html --></p>"
    assert CALLS == []


@pytest.mark.parametrize(
    "tag", ["per_visitor", "per_visitor heart", 'per_visitor "_other.html"', 'per_visitor "_heart.html" 1 2']
)
def test_a_tag_that_names_no_fragment_of_the_settings_does_not_compile(tag: str) -> None:
    with pytest.raises(TemplateSyntaxError):
        render(f"{{% {tag} %}}")
