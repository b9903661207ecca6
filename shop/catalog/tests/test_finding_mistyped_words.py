"""Words with a typo still find, where little else is found."""

from typing import Any

import pytest

from shop.catalog.search import find
from shop.catalog.search.index import index
from shop.catalog.tests.found_titles import titles
from shop.testing.builders import make_product

pytestmark = [pytest.mark.django_db, pytest.mark.postgresql("it has SQL of its own")]


def test_what_is_most_like_a_mistyped_word_comes_first() -> None:
    for title in ("Linlen rug", "Linen rug", "Linden rug"):
        make_product(title=title)

    assert titles("linnen")[0] == "Linen rug"


@pytest.mark.parametrize("words", ["stonware", "stonewarre", "stonewear", "tsoneware", "hanlde", "stonware hanlde"])
def test_a_typo_in_a_longer_word_still_finds(words: str) -> None:
    make_product(title="Stoneware handle")
    make_product(title="Oak board")

    assert titles(words) == ["Stoneware handle"]


@pytest.mark.parametrize("words", ["mugg", "muug", "coffe mugg", "mugg coffe"])
def test_a_short_word_with_a_letter_too_many_still_finds(words: str) -> None:
    make_product(title="Coffee mug")
    make_product(title="Oak board")

    assert titles(words) == ["Coffee mug"]


@pytest.mark.parametrize("words", ["bycicle bell", "bycicle"])
def test_a_word_of_the_same_letters_in_another_order_still_finds(words: str) -> None:
    make_product(title="Bicycle bell")
    make_product(title="Oak board")

    assert titles(words) == ["Bicycle bell"]


def test_a_short_word_is_not_corrected() -> None:
    make_product(title="Wide mug")

    assert titles("tide") == []


def test_what_is_found_as_it_was_typed_comes_before_what_is_corrected() -> None:
    make_product(title="Blue skirt")
    make_product(title="Linen shirt")

    assert titles("shirt") == ["Linen shirt", "Blue skirt"]


def test_nothing_is_corrected_where_enough_is_found() -> None:
    make_product(title="Blue skirt")
    for number in range(3):
        make_product(title=f"Shirt {number}")

    assert titles("shirt") == ["Shirt 0", "Shirt 1", "Shirt 2"]


@pytest.mark.parametrize(("words", "times"), [("ceramic mug", 3), ("ceramc mug", 4)])
def test_corrected_words_are_asked_for_where_there_are_any(
    monkeypatch: pytest.MonkeyPatch, words: str, times: int
) -> None:
    make_product(title="Ceramic bowl")
    make_product(title="Oak mug")
    asked: list[Any] = []
    search = index().search

    def note(queries: Any, *rest: Any, **how: Any) -> Any:
        asked.append(queries)
        return search(queries, *rest, **how)

    monkeypatch.setattr(index(), "search", note)

    assert find(words) == []
    assert len(asked) == times
