"""Every template compiles, is of the kind that its name says, and names files that exist."""

import re
from pathlib import Path

from django.contrib.staticfiles import finders
from django.template.loader import get_template

from shop.tests.source import TEMPLATES, files

BY_NAME = {str(path.relative_to(TEMPLATES)): path.read_text() for path in files(TEMPLATES, "*.html")}
RESPONSES = {name for name in BY_NAME if name.endswith(".htmx.html")}
FRAGMENTS = {name for name in BY_NAME if Path(name).name.startswith("_")}
# What a failing shop shows stands alone: it must not need what is broken.
STANDING_ALONE = {"base.html", "400.html", "500.html", "503.html"}
PAGES = BY_NAME.keys() - RESPONSES - FRAGMENTS - STANDING_ALONE
OOB_MARK = re.compile(r'\{% if oob %\} hx-swap-oob="[^"{]+"\{% endif %\}')
STATIC_FILE = r"""\{% static ["']([^"']+)["'] %\}"""


def test_every_template_compiles() -> None:
    assert [name for name in BY_NAME if get_template(name).template.name != name] == []  # type: ignore[attr-defined]


def test_a_page_extends_a_base() -> None:
    assert [name for name in sorted(PAGES) if not BY_NAME[name].startswith("{% extends ")] == []


def test_a_fragment_extends_nothing() -> None:
    assert [name for name in sorted(FRAGMENTS | STANDING_ALONE) if "{% extends " in BY_NAME[name]] == []


def test_a_response_is_a_bare_list_of_includes() -> None:
    lines = [f"{name}: {line}" for name in sorted(RESPONSES) for line in BY_NAME[name].splitlines()]
    assert [line for line in lines if not re.fullmatch(r"[^:]+: \{% include .+ only %\}", line)] == []


def test_only_a_response_marks_a_part_as_out_of_band() -> None:
    marking = [name for name, source in BY_NAME.items() if re.search(r"\boob=", OOB_MARK.sub("", source))]
    assert sorted(set(marking) - RESPONSES) == []


def test_out_of_band_has_one_spelling() -> None:
    assert [name for name, source in BY_NAME.items() if "hx-swap-oob" in OOB_MARK.sub("", source)] == []


def test_the_static_files_that_templates_name_exist() -> None:
    named = {path for source in BY_NAME.values() for path in re.findall(STATIC_FILE, source)}
    assert named
    assert [path for path in sorted(named) if finders.find(path) is None] == []
