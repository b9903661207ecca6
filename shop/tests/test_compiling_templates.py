"""Every template compiles, is of the kind that its name says, and names files that exist."""

import re
from pathlib import Path

import pytest
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


@pytest.mark.parametrize("name", BY_NAME)
def test_it_compiles(name: str) -> None:
    assert get_template(name).template.name == name  # type: ignore[attr-defined]


@pytest.mark.parametrize("name", sorted(PAGES))
def test_a_page_extends_a_base(name: str) -> None:
    assert BY_NAME[name].startswith("{% extends ")


@pytest.mark.parametrize("name", sorted(FRAGMENTS | STANDING_ALONE))
def test_a_fragment_extends_nothing(name: str) -> None:
    assert "{% extends " not in BY_NAME[name]


@pytest.mark.parametrize("name", sorted(RESPONSES))
def test_a_response_is_a_bare_list_of_includes(name: str) -> None:
    lines = BY_NAME[name].splitlines()
    assert [line for line in lines if not re.fullmatch(r"\{% include .+ only %\}", line)] == []


@pytest.mark.parametrize("name", sorted(BY_NAME.keys() - RESPONSES))
def test_only_a_response_marks_a_part_as_out_of_band(name: str) -> None:
    assert re.search(r"\boob=", OOB_MARK.sub("", BY_NAME[name])) is None


@pytest.mark.parametrize("name", BY_NAME)
def test_out_of_band_has_one_spelling(name: str) -> None:
    assert "hx-swap-oob" not in OOB_MARK.sub("", BY_NAME[name])


@pytest.mark.parametrize("name", BY_NAME)
def test_its_static_files_exist(name: str) -> None:
    named = re.findall(r"""\{% static ["']([^"']+)["'] %\}""", BY_NAME[name])
    assert [path for path in named if finders.find(path) is None] == []
