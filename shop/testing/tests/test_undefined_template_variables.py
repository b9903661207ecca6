"""A template of the shop that names a variable nobody gave it fails its test."""

from pathlib import Path

import pytest
from django.template import Context, Engine
from django.template.base import Origin, Template

from shop.testing import undefined_variables
from shop.testing.undefined_variables import UndefinedVariable

UNDEFINED = [
    "{{ price }}",
    "{{ product.price }}",
    "{{ price|default:'free' }}",
    "{% load i18n %}{% blocktranslate %}It costs {{ price }}.{% endblocktranslate %}",
    "{% include inner with cost=price %}",
    "{% for number in '12' %}{{ price }}{% endfor %}",
]


@pytest.fixture(autouse=True)
def own_templates(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setattr(undefined_variables, "TEMPLATES_DIR", tmp_path)
    return tmp_path


def _render(path: Path, source: str, *, marker: str | None = None) -> str:
    engine = Engine(
        string_if_invalid=UndefinedVariable() if marker is None else marker,
        libraries={"i18n": "django.templatetags.i18n"},
    )
    template = Template(source, origin=Origin(name=str(path)), engine=engine)
    return template.render(Context({"product": {}, "inner": Template("", engine=engine)}))


@pytest.mark.parametrize("source", UNDEFINED)
def test_it_fails_with_the_names_of_the_variable_and_the_template(source: str, own_templates: Path) -> None:
    with pytest.raises(pytest.fail.Exception, match=r"Undefined template variable '.*price' in cart/page\.html"):
        _render(own_templates / "cart" / "page.html", source)


@pytest.mark.parametrize(
    "source",
    ["{% if price %}a{% endif %}", "{% for a in price %}{% endfor %}", "{% firstof price 'b' %}", "{{ product }}"],
)
def test_it_lets_tags_ask_whether_there_is_one(source: str, own_templates: Path) -> None:
    assert _render(own_templates / "page.html", source) == _render(own_templates / "page.html", source, marker="")


@pytest.mark.parametrize("source", [*UNDEFINED, "{{ price|upper }}", "{{ price|yesno:'a,b' }}"])
def test_it_leaves_the_templates_of_others_as_they_are(source: str) -> None:
    path = Path("/elsewhere/admin/page.html")
    assert _render(path, source) == _render(path, source, marker="")


def test_it_is_what_the_suite_runs_with(settings: object) -> None:
    options = [engine["OPTIONS"]["string_if_invalid"] for engine in settings.TEMPLATES]  # type: ignore[attr-defined]
    assert [type(option) for option in options] == [UndefinedVariable]
