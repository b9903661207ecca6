"""A compiled fragment is what Django renders of the same template, and Django renders it once for each shape."""

from collections.abc import Sequence
from pathlib import Path
from typing import NamedTuple

import pytest
from django.template import Context, Engine, Template, TemplateSyntaxError, autoreload
from django.utils import translation
from django.utils.safestring import SafeString
from pytest_django.fixtures import Settings

from shop.templating import compiled
from shop.templating.compiled import CompiledFragment, fragment_of, render_compiled
from shop.templating.slots import Slot

BUILTINS = ["django.templatetags.i18n", "shop.templating.tags"]


class Price(NamedTuple):
    now: Slot
    before: Slot = ""
    varies: bool = False


class Card(NamedTuple):
    title: Slot
    price: Price = Price("€1")
    is_new: bool = False


class Shelf(NamedTuple):
    name: Slot
    cards: Sequence[Card] = ()


class Room(NamedTuple):
    shelves: tuple[Shelf, ...]
    cards: list[Card]


CARD = '<li>{{ card.title }}{% if card.is_new %} <b>{% translate "New" %}</b>{% endif %} {{ card.price.now }}</li>'
SHELF = (
    "<h2>{{ shelf.name }}</h2>{% if shelf.cards %}"
    '<ul>{% each "_card.html" for card in shelf.cards %}</ul>{% else %}none{% endif %}'
)
ROOM = (
    '{% each "_shelf.html" for shelf in room.shelves %}-{% each "_card.html" for card in room.cards %}'
    '-{% each "_title.html" for card in room.cards %}'
)


def engine(**templates: str) -> Engine:
    named = {"_card.html": CARD, "_shelf.html": SHELF, "_room.html": ROOM, "_title.html": "{{ card.title }};"}
    named |= {f"_{name}.html": source for name, source in templates.items()}
    loader = ("django.template.loaders.locmem.Loader", named)
    return Engine(loaders=[("django.template.loaders.cached.Loader", [loader])], builtins=BUILTINS)


def card(**templates: str) -> CompiledFragment[Card]:
    return fragment_of(engine(**templates).get_template("_card.html"), "card", Card)


@pytest.fixture
def rendered(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """The templates that Django was asked to render."""
    names: list[str] = []
    render = Template.render

    def note(template: Template, context: Context) -> SafeString:
        names.append(str(template.name))
        return render(template, context)

    monkeypatch.setattr(Template, "render", note)
    return names


def test_django_renders_once_what_has_one_shape(rendered: list[str]) -> None:
    html = card().render_all([Card(f"Mug {number}") for number in range(3)])
    assert html == "<li>Mug 0 €1</li><li>Mug 1 €1</li><li>Mug 2 €1</li>"
    assert isinstance(html, SafeString)
    assert rendered == ["_card.html"]


@pytest.mark.parametrize("other", [Card("Mug", is_new=True), Card(""), Card("Mug", Price("€1", "€2"))])
def test_what_is_no_slot_or_an_empty_one_is_another_shape(other: Card, rendered: list[str]) -> None:
    card().render_all([Card("Mug"), other])
    assert rendered == ["_card.html"] * 2


@pytest.mark.parametrize("title", ["</li><script>", "a \"b\" & 'c'", "%s %(x)s %", "{{ card }} {% x %}", "é머그", "  "])
def test_a_text_is_escaped_as_django_does(title: str) -> None:
    templates = engine()
    django = templates.get_template("_card.html").render(Context({"card": Card(title)}))
    fragment = fragment_of(templates.get_template("_card.html"), "card", Card)
    # Once when the shape is new, and once when it is known.
    assert [fragment.render(Card(title)) for _ in range(2)] == [django, django]


def test_html_is_not_escaped() -> None:
    assert "<i>Mug</i>" in card().render(Card(SafeString("<i>Mug</i>")))


def test_a_text_keeps_its_lines() -> None:
    assert card(card="<li>\n {{ card.title }}</li>").render(Card("Mug\n\n of clay")) == "<li>\n Mug\n\n of clay</li>"


def test_a_percent_sign_of_a_template_stays() -> None:
    assert card(card="100% %s {{ card.title }}").render(Card("Mug")) == "100% %s Mug"


def test_a_template_may_write_no_slot_at_all() -> None:
    assert card(card="<hr>").render(Card("Mug")) == "<hr>"


def test_a_slot_may_stand_there_twice_and_have_a_default() -> None:
    fragment = card(card='{{ card.title|default:"?" }} {{ card.price.before|default:card.title }} {{ card.title }}')
    assert fragment.render(Card("Mug")) == "Mug Mug Mug"
    assert fragment.render(Card("", Price("", "€2"))) == "? €2 "


@pytest.mark.parametrize(
    ("condition", "cards"),
    [
        ("card.title", "x-"),
        ("not card.title", "-x"),
        ("card.title and card.is_new", "--"),
        ("card.title or card.is_new", "x-"),
        ("not card.title and not card.is_new", "-x"),
    ],
)
def test_a_slot_may_be_asked_whether_it_is_empty(condition: str, cards: str) -> None:
    fragment = card(card=f"{{% if {condition} %}}x{{% else %}}-{{% endif %}}")
    assert fragment.render_all([Card("Mug"), Card("")]) == cards


def test_a_slot_is_handed_on_and_translated() -> None:
    templates = {
        "card": "{% blocktranslate asvar label with name=card.title trimmed %}Add {{ name }}{% endblocktranslate %}"
        '{% with a=label %}{% include "_button.html" with label=a only %}{% endwith %}',
        "button": '<a title="{{ label }}"></a>',
    }
    assert card(**templates).render_all([Card("a"), Card("<")]) == '<a title="Add a"></a><a title="Add &lt;"></a>'


def test_a_shape_belongs_to_a_language(rendered: list[str]) -> None:
    fragment = card(card="{% get_current_language as code %}{{ code }} {{ card.title }};")
    html = []
    for language in ("en", "ko", "en"):
        with translation.override(language):
            html.append(fragment.render(Card("Mug")))
    assert html == ["en Mug;", "ko Mug;", "en Mug;"]
    assert len(rendered) == 2


def test_lists_nest() -> None:
    room = Room((Shelf("Mugs", [Card("A"), Card("<")]), Shelf("Cups"), Shelf("Jugs", [Card("B")])), [Card("C")])
    fragment = fragment_of(engine().get_template("_room.html"), "room", Room)
    for _ in range(2):
        assert fragment.render(room) == (
            "<h2>Mugs</h2><ul><li>A €1</li><li>&lt; €1</li></ul><h2>Cups</h2>none<h2>Jugs</h2><ul><li>B €1</li></ul>"
            "-<li>C €1</li>-C;"
        )


def test_django_renders_each_template_of_a_tree_once(rendered: list[str]) -> None:
    fragment = fragment_of(engine().get_template("_room.html"), "room", Room)
    for _ in range(2):
        fragment.render(Room((Shelf("Mugs", [Card("A")]), Shelf("Cups", [Card("B")])), [Card("C")]))
    assert sorted(rendered) == ["_card.html", "_room.html", "_shelf.html", "_title.html"]


def test_empty_lists_are_another_shape() -> None:
    fragment = fragment_of(engine().get_template("_room.html"), "room", Room)
    assert [fragment.render(Room((), [])), fragment.render(Room((), [Card("C")]))] == ["--", "-<li>C €1</li>-C;"]


def test_a_template_that_is_not_compiled_draws_lists_too() -> None:
    source = '{% each "_card.html" for card in cards %}|{% each "_card.html" for card in none %}'
    template = engine(page=source).get_template("_page.html")
    for cards in ([Card("A"), Card("B")], (one for one in [Card("A"), Card("B")])):
        assert template.render(Context({"cards": cards, "none": iter(())})) == "<li>A €1</li><li>B €1</li>|"


def test_it_forgets_shapes_before_they_are_too_many(monkeypatch: pytest.MonkeyPatch, rendered: list[str]) -> None:
    class Number(NamedTuple):
        number: int

    monkeypatch.setattr(compiled, "MOST_SHAPES", 3)
    fragment = fragment_of(engine(number="{{ one.number }}").get_template("_number.html"), "one", Number)
    assert fragment.render_all([Number(number) for number in (1, 2, 3, 4, 4, 1)]) == "123441"
    assert len(rendered) == 5


@pytest.mark.parametrize("said", ["_card.html for card in cards", '"_card.html" in cards', '"a" for b in c d'])
def test_a_tag_that_is_spelled_otherwise_is_refused(said: str) -> None:
    with pytest.raises(TemplateSyntaxError, match="It is written"):
        engine().from_string(f"{{% each {said} %}}")


@pytest.mark.parametrize("changed", ["_card.html", "_title.html", "_shelf.html"])
def test_a_template_that_is_changed_shows_after_the_next_reload(
    tmp_path: Path, settings: Settings, changed: str
) -> None:
    files = {
        "_shelf.html": '{% include "_title.html" with title=shelf.name only %}'
        '{% each "_card.html" for card in shelf.cards %}',
        "_title.html": "{{ title }}:",
        "_card.html": " {{ card.title }}",
    }
    for name, source in files.items():
        (tmp_path / name).write_text(source)
    options = {"builtins": BUILTINS}
    backend = "django.template.backends.django.DjangoTemplates"
    settings.TEMPLATES = [{"BACKEND": backend, "DIRS": [tmp_path], "OPTIONS": options}]
    shelf = Shelf("Mugs", [Card("A"), Card("B")])
    assert render_compiled("_shelf.html", "shelf", shelf) == "Mugs: A B"

    (tmp_path / changed).write_text(f"{files[changed]}!")
    autoreload.template_changed(None, tmp_path / changed)

    assert "!" in render_compiled("_shelf.html", "shelf", shelf)


def test_what_pages_share_is_part_of_their_shape() -> None:
    fragment = fragment_of(engine(card="{{ shop_name }}: {{ card.title }}").get_template("_card.html"), "card", Card)
    names = [fragment.render(Card("Mug"), {"shop_name": name}) for name in ("Tide", "Halm", "Tide")]
    assert names == ["Tide: Mug", "Halm: Mug", "Tide: Mug"]
