"""A count is written with its digits in groups, as the language writes them."""

import pytest
from django.utils import translation

from shop.number_format import format_count


@pytest.mark.parametrize(
    ("language", "count", "written"),
    [
        ("en", 0, "0"),
        ("en", 999, "999"),
        ("en", 20016, "20,016"),
        ("de", 20016, "20.016"),
        ("fr", 1234567, "1\u202f234\u202f567"),
        ("ko", 20016, "20,016"),
    ],
)
def test_it_is_written_as_the_language_writes_it(language: str, count: int, written: str) -> None:
    with translation.override(language):
        assert format_count(count) == written
