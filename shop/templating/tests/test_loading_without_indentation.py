"""A template may be written in as many lines as it takes: what indents them is not sent."""

from pathlib import Path

import pytest
from django.template import Context, Engine, autoreload
from django.template.loader import get_template

from shop.templating.indentation import CONTROL, without_indentation
from shop.testing.swaps import outline
from shop.tests.source import TEMPLATES, files

LOADERS = [("django.template.loaders.cached.Loader", ["shop.templating.loader.UnindentingLoader"])]


def said_by(source: str) -> list[tuple[int, list[str]]]:
    """Return how deep each element and text of a template stands, and its words, without what only decides."""
    return [(len(line) - len(line.lstrip()), line.split()) for line in outline(CONTROL.sub(" ", source))]


def rendered(source: str, **context: object) -> str:
    return Engine().from_string(without_indentation(source)).render(Context(context))


def test_a_line_break_between_elements_stays_one() -> None:
    assert without_indentation("<ul>\n    <li>One</li>   \n\n\t<li>Two\n  three</li>\n</ul>\n") == (
        "<ul>\n<li>One</li>\n<li>Two\nthree</li>\n</ul>\n"
    )


def test_a_line_break_between_attributes_is_a_space() -> None:
    assert (
        without_indentation('<a class="card"\n   href="/"\n>Go</a\n><br\n/>') == '<a class="card" href="/">Go</a><br/>'
    )


@pytest.mark.parametrize("quote", ["'", '"'])
def test_a_line_break_within_a_value_is_a_space(quote: str) -> None:
    other = "\"'".replace(quote, "")
    source = f"<img sizes={quote}(width > 1rem) 2rem,\n  100vw{quote}\n  alt={quote}{other}{quote}>\n <p>"

    assert without_indentation(source) == (
        f"<img sizes={quote}(width > 1rem) 2rem, 100vw{quote} alt={quote}{other}{quote}>\n<p>"
    )


@pytest.mark.parametrize(
    "kept",
    [
        "<pre>\n  a\n    b</pre>",
        "<PRE class='x'>\n  {{ text }}\n</PRE>",
        "<textarea rows='2'>\n  a\n</textarea>",
        "<script type='application/json'>\n  {\n    1}\n</script>",
        "{% blocktranslate %}\n  Two\n  lines\n{% endblocktranslate %}",
        "{% blocktranslate with x=y %}\n  Two\n{% endblocktranslate %}",
        "{% verbatim %}\n  <a\n  b>\n{% endverbatim %}",
        "<!--\n  a 'remark'\n-->",
    ],
)
def test_what_is_read_with_its_blanks_stays_as_it_is(kept: str) -> None:
    assert without_indentation(f"<p>\n  {kept}\n  <p>") == f"<p>\n{kept}\n<p>"


@pytest.mark.parametrize(
    "opaque",
    [
        "{% if a > b %}",
        "{{ a|default:'>' }}",
        "{# a > b's #}",
        '{% translate "a > b" %}',
        "{% if x %}data-x{% endif %}",
    ],
)
def test_the_marks_of_templates_neither_open_nor_end_a_tag(opaque: str) -> None:
    assert without_indentation(f"<a\n  {opaque}\n  href>\n  text") == f"<a {opaque} href>\ntext"


def test_a_line_that_only_decides_or_remarks_is_none() -> None:
    source = (
        "<ul>\n  {# All. #}\n  {% for x in xs %}{% if x %}\n    <li>{{ x }}</li>\n  {% endif %}{% endfor %}\n</ul>\n"
    )

    assert rendered(source, xs=["a", "", "b"]) == "<ul>\n<li>a</li>\n<li>b</li>\n</ul>\n"


def test_words_stay_apart_whatever_is_decided() -> None:
    source = "one\n{% if x %}\n  two\n{% else %}\n  three\n{% endif %}\nfour {% if x %}\n  five\n{% endif %}"

    assert rendered(source, x=True).split() == ["one", "two", "four", "five"]
    assert rendered(source, x=False).split() == ["one", "three", "four"]


def test_a_quoted_word_opens_no_value() -> None:
    assert without_indentation("<p>It's\n  here\n  <b>") == "<p>It's\nhere\n<b>"


def test_texts_are_loaded_as_they_are_written(tmp_path: Path) -> None:
    source = "Hello\n\n    indented\n"
    for name in ("letter.txt", "letter.html"):
        (tmp_path / name).write_text(source)
    engine = Engine(dirs=[str(tmp_path)], loaders=LOADERS)

    assert engine.get_template("letter.txt").source == source
    assert engine.get_template("letter.html").source == "Hello\nindented\n"


def test_a_changed_template_is_loaded_anew(tmp_path: Path) -> None:
    page = tmp_path / "page.html"
    page.write_text("<p>\n  old")
    engine = Engine(dirs=[str(tmp_path)], loaders=LOADERS)
    assert engine.get_template("page.html") is engine.get_template("page.html")

    page.write_text("<p>\n  new")
    engine.template_loaders[0].reset()

    assert engine.get_template("page.html").source == "<p>\nnew"


def test_the_reloader_watches_the_shops_templates() -> None:
    assert TEMPLATES in autoreload.get_template_directories()


def test_a_page_is_what_its_template_says() -> None:
    for path in files(TEMPLATES, "*.html"):
        loaded = get_template(str(path.relative_to(TEMPLATES))).template.source  # type: ignore[attr-defined]
        assert said_by(loaded) == said_by(path.read_text()), path
        assert "\n " not in loaded, path
