"""Whatever a template does with a slot but to write it out, to test it for emptiness or to default it, is an error."""

from collections.abc import Callable, Sequence
from typing import Any, NamedTuple

import pytest
from django.template import Engine

from shop.templating.compiled import fragment_of
from shop.templating.slots import Compilation, ListPlaceholder, Placeholder, Slot, SlotMisused
from shop.templating.tests.test_compiling_a_fragment import BUILTINS


class Price(NamedTuple):
    now: Slot


class Card(NamedTuple):
    title: Slot
    price: Price
    cards: "Sequence[Card]"
    is_new: bool


MUG = Card("Mug", Price("1"), [Card("Cup", Price("2"), [], is_new=False)], is_new=True)
AROUND = {
    "base.html": "{% block main %}{% endblock %}",
    "_upper.html": "{{ title|upper }}",
    "_plain.html": "{{ title }}",
    "_card.html": "{{ card.title|upper }}",
    "_messages.html": "{{ messages }}",
}


def compile_template(source: str) -> str:
    loader = ("django.template.loaders.locmem.Loader", {**AROUND, "page.html": source})
    engine = Engine(loaders=[loader], builtins=[*BUILTINS, "django.templatetags.l10n", "django.templatetags.tz"])
    return fragment_of(engine.get_template("page.html"), "card", Card).render(MUG)


@pytest.mark.parametrize(
    "source",
    [
        "{{ card.title|upper }}",
        "{{ card.title|escape }}",
        "{{ card.title|safe }}",
        '{{ card.title|yesno:"a,b" }}',
        "{{ card.price.now|pluralize }}",
        "{{ card.price.now|divisibleby:2 }}",
        "{{ card.price.now|add:1 }}",
        "{{ 1|add:card.price.now }}",
        '{{ card.title|json_script:"x" }}',
        "{{ card.title|length }}",
        "{{ card.title|default:1|upper }}",
        "{{ card.title.upper }}",
        "{{ card.title.0 }}",
        "{% if card.title == 'Mug' %}x{% endif %}",
        "{% if 'Mug' != card.title %}x{% endif %}",
        "{% if card.title in 'Mug' %}x{% endif %}",
        "{% if 'M' in card.title %}x{% endif %}",
        "{% if card.title not in 'Mug' %}x{% endif %}",
        "{% if card.title is None %}x{% endif %}",
        "{% if card.title is not None %}x{% endif %}",
        "{% if card.price.now > '0' %}x{% endif %}",
        "{% if card.is_new and card.title == 'Mug' %}x{% endif %}",
        "{% if card.is_new %}{% elif card.title|length %}x{% endif %}",
        "{% if card.cards|length %}x{% endif %}",
        "{% filter upper %}{{ card.title }}{% endfilter %}",
        '{% filter upper %}{% include "_plain.html" with title=card.title only %}{% endfilter %}',
        '{% filter upper %}{% each "_plain.html" for card in card.cards %}{% endfilter %}',
        "{% filter upper %}{% blocktranslate with a=card.title %}{{ a }}{% endblocktranslate %}{% endfilter %}",
        "{% spaceless %}{{ card.title }}{% endspaceless %}",
        "{% autoescape off %}{{ card.title }}{% endautoescape %}",
        "{% translate card.title %}",
        "{% translate card.title as said %}",
        "{% blocktranslate count n=card.title %}one{% plural %}many{% endblocktranslate %}",
        "{% blocktranslate with a=card.title|upper %}{{ a }}{% endblocktranslate %}",
        "{% blocktranslate asvar a with b=card.title %}{{ b }}{% endblocktranslate %}{{ a|upper }}",
        '{% url "catalog:product-detail" card.title %}',
        '{% url "catalog:product-detail" slug=card.title as address %}',
        "{% for letter in card.title %}{{ letter }}{% endfor %}",
        "{% for one in card.cards %}{{ one.title }}{% endfor %}",
        "{{ card.cards }}",
        "{{ card.cards.0.title }}",
        "{{ card.cards|length }}",
        '{% each "_plain.html" for one in card.title %}',
        '{% each "_card.html" for card in card.cards %}',
        "{% include card.title %}",
        '{% include "_upper.html" with title=card.title only %}',
        '{% include "_upper.html" with title=card.title %}',
        '{% include "_plain.html" with title=card.title|upper only %}',
        "{% with a=card.title %}{{ a|upper }}{% endwith %}",
        "{% with a=card.price %}{{ a.now|upper }}{% endwith %}",
        "{% with a=card.title|upper %}{{ a }}{% endwith %}",
        "{% firstof card.title 'x' %}",
        "{% cycle card.title 'x' %}",
        "{% widthratio card.price.now 10 100 %}",
        "{% ifchanged card.title %}x{% endifchanged %}",
        "{% regroup card.cards by title as groups %}",
        "{% localize on %}{{ card.title }}{% endlocalize %}",
        '{% extends "base.html" %}{% block main %}{{ card.title|upper }}{% endblock %}',
        "{% if card.is_new %}x{% else %}{{ card.title|upper }}{% endif %}",
    ],
)
def test_it_is_refused_with_the_template_and_the_slot(source: str) -> None:
    with pytest.raises(SlotMisused, match=r"(page|_upper|_plain|_card)\.html: the slot (card|title|a|said)\b"):
        compile_template(source)


@pytest.mark.parametrize(
    "source",
    [
        "{{ request.path }}",
        "{% if user.is_authenticated %}x{% endif %}",
        "{% if not messages %}x{% endif %}",
        "{{ cart.total }}",
        "{% csrf_token %}",
        "{{ perms.catalog }}",
        "{{ card.is_new|default:request }}",
        '{% include "_messages.html" %}',
        '{% include "_messages.html" with messages=messages only %}',
        "{% include '_messages.html' with title=card.title only %}",
        "{% blocktranslate %}{{ messages }}{% endblocktranslate %}",
        "{% for message in messages %}{{ message }}{% endfor %}",
        '{% extends "base.html" %}{% block main %}{{ user }}{% endblock %}',
    ],
)
def test_what_is_of_one_request_is_refused(source: str) -> None:
    with pytest.raises(
        SlotMisused, match=r"a compiled template has no “(request|user|messages|cart|csrf_token|perms)”"
    ):
        compile_template(source)


@pytest.mark.parametrize(
    ("source", "html"),
    [
        ('{% include "_messages.html" with messages=card.title only %}', "Mug"),
        ("{% with user=card.title %}{{ user }}{% endwith %}", "Mug"),
        ("{{ card.is_new|yesno:'a,b' }}", "a"),
        ("{% if card.is_new == True %}x{% endif %}", "x"),
        ("{% for title in 'ab' %}{{ title|upper }}{% endfor %}", "AB"),
        ("{% filter upper %}x{% endfilter %}{{ card.title }}", "XMug"),
        ("{% if card.cards and not card.title %}x{% else %}y{% endif %}", "y"),
    ],
)
def test_the_rest_is_as_it_is_everywhere(source: str, html: str) -> None:
    assert compile_template(source) == html


@pytest.mark.parametrize("kind", [Placeholder, ListPlaceholder])
@pytest.mark.parametrize(
    "operation",
    [
        str,
        len,
        hash,
        list,
        "{}".format,
        lambda slot: slot == "Mug",
        lambda slot: slot != "Mug",
        lambda slot: slot < "Mug",
        lambda slot: "x" in slot,
        lambda slot: slot + "x",
        lambda slot: slot * 2,
        lambda slot: slot[0],
        lambda slot: slot.index("x"),
    ],
)
def test_a_placeholder_notes_what_is_done_to_it(kind: Any, operation: Callable[[Any], object]) -> None:
    compilation = Compilation("_card.html", 1)
    slot = kind(0, "card.title", compilation)
    with pytest.raises(SlotMisused):
        operation(slot)
    with pytest.raises(SlotMisused, match=r"_card\.html: the slot card\.title"):
        compilation.raise_if_misused()


def test_what_a_condition_swallows_is_raised_after_compiling() -> None:
    """A template whose name is not known before it is rendered is not walked over."""
    source = "{% for name in names %}{% include name with title=card.title only %}{% endfor %}"
    templates = {"page.html": source, "_eq.html": "{% if title == 'Mug' %}x{% endif %}"}
    engine = Engine(loaders=[("django.template.loaders.locmem.Loader", templates)], builtins=BUILTINS)
    fragment = fragment_of(engine.get_template("page.html"), "card", Card)
    with pytest.raises(SlotMisused, match=r"page\.html: the slot title may be .* not used by __eq__"):
        fragment.render(MUG, {"names": ("_eq.html",)})
