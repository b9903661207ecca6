"""Buttons, menus, announcements and redirects lead to a page of the shop, or to another site by https."""

import pytest
from django.core.exceptions import ValidationError

from shop.web_paths import validate_path_or_https


@pytest.mark.parametrize("link", ["/", "/search/?q=a&sort=price#x", "/pages/über/", "https://example.org/a?b=c"])
def test_a_path_and_an_https_address_are_taken(link: str) -> None:
    validate_path_or_https(link)


@pytest.mark.parametrize(
    "link",
    [
        "javascript:alert(1)", "data:text/html,x", "http://example.org/", "//example.org/", "/\\example.org", "search/",
        "https:///x", "https://", "https://shop@example.org/", "/a b", "/a\nb", "\thttps://a.example", "mailto:a@b.c",
        "https://[::1", "",
    ],
)  # fmt: skip
def test_anything_else_is_refused_with_what_to_give(link: str) -> None:
    with pytest.raises(ValidationError, match="Give a path of this shop"):
        validate_path_or_https(link)
