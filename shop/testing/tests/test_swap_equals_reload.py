"""Swap equals reload, on a toy page: what is told of the harness itself."""

from typing import Any

import pytest
from django.http import HttpRequest, HttpResponse
from django.test import Client
from django.urls import path

from shop.catalog.speculation import speculation_rules
from shop.testing.swaps import assert_swap_equals_reload, outline, swap

PAGE = """<!doctype html><html lang="en"><head><title>Toy</title></head><body>
<a id="badge" href="/cart/">{count}</a><p role="status" id="toy-status">{spoken}</p>
<main>before <ul id="lines" class="a  b">{lines}</ul> after</main></body></html>"""
LINES = '<ul class="a b" id="lines">{lines}</ul>'
BADGE = '<a href="/cart/" id="badge" hx-swap-oob="true">{count}</a>'


def _draw(template: str, count: int, spoken: str = "") -> str:
    return template.format(count=count, lines="<li>shirt</li>" * count, spoken=spoken)


def _page(request: HttpRequest) -> HttpResponse:
    return HttpResponse(_draw(PAGE, int(request.GET.get("now", request.COOKIES.get("count", "0")))))


def _answer(request: HttpRequest) -> HttpResponse:
    parts = {"lines": LINES, "badge": BADGE, "status": '<p id="toy-status" role="status" hx-swap-oob="true">Added</p>'}
    answer = HttpResponse("".join(_draw(parts[name], 1) for name in request.GET.getlist("part")))
    answer.set_cookie("count", "1")
    return answer


urlpatterns = [
    path("", _page),
    path("add/", _answer),
    path("speculation-rules.json", speculation_rules, name="speculation-rules"),
]

pytestmark = pytest.mark.urls(__name__)


def _add(client: Client, *parts: str) -> tuple[Any, Any]:
    return client.get("/"), client.get("/add/", {"part": parts})


def test_it_passes_with_the_badge_in_the_answer(client: Client) -> None:
    page, answer = _add(client, "lines", "badge", "status")
    assert_swap_equals_reload(client, page, answer, target="#lines")


def test_it_fails_with_the_badge_forgotten(client: Client) -> None:
    page, answer = _add(client, "lines")
    with pytest.raises(AssertionError) as failure:
        assert_swap_equals_reload(client, page, answer, target="#lines")
    assert "-      1\n+      0" in str(failure.value)


def test_it_fails_with_the_lines_forgotten(client: Client) -> None:
    page, answer = _add(client, "badge")
    with pytest.raises(AssertionError, match="<li>"):
        assert_swap_equals_reload(client, page, answer, target="#lines", swap_style="none")


def test_it_compares_with_the_page_at_the_address_that_the_answer_pushes(client: Client) -> None:
    page, answer = _add(client, "lines", "badge")
    answer.headers["HX-Push-Url"] = "/?now=2"
    with pytest.raises(AssertionError, match="-      2"):
        assert_swap_equals_reload(client, page, answer, target="#lines")


def test_it_follows_the_answer_to_another_target(client: Client) -> None:
    page, answer = _add(client, "badge", "lines")
    answer.content = _draw(LINES, 1) + _draw(BADGE, 1)
    answer.headers["HX-Retarget"] = "#lines"
    assert_swap_equals_reload(client, page, answer, target="#no-such-place")


def test_it_refuses_an_out_of_band_part_that_has_no_place() -> None:
    with pytest.raises(AssertionError, match="#drawer stands 0 times"):
        swap(_draw(PAGE, 0), '<p id="drawer" hx-swap-oob="true"></p>', target="#lines", swap_style="none")


def test_it_refuses_a_target_that_is_not_in_the_page() -> None:
    with pytest.raises(AssertionError, match="#gone stands 0 times"):
        swap(_draw(PAGE, 0), _draw(LINES, 1), target="#gone")


@pytest.mark.parametrize("value", ["innerHTML", "innerHTML:#badge"])
def test_it_replaces_only_the_children_where_the_part_says_so(value: str) -> None:
    swapped = swap(
        _draw(PAGE, 0), f'<span id="badge" hx-swap-oob="{value}">7</span>', target="#lines", swap_style="none"
    )
    assert '    <a href="/cart/" id="badge">\n      7' in "\n".join(swapped)


def test_it_takes_nested_out_of_band_parts_out_of_the_main_content() -> None:
    answer = f"<li>one</li><li>two {_draw(BADGE, 7)} three</li>"
    swapped = "\n".join(swap(_draw(PAGE, 0), answer, target="#lines", swap_style="innerHTML"))
    assert "two three" in swapped
    assert swapped.count('id="badge"') == 1
    assert "\n      7\n" in swapped


def test_it_keeps_the_text_around_what_is_replaced() -> None:
    swapped = swap(_draw(PAGE, 0), "<b>new</b>", target="#lines")
    assert [line.strip() for line in swapped[-5:]] == ["<main>", "before", "<b>", "new", "after"]


def test_it_does_not_compare_what_live_regions_say() -> None:
    assert outline(_draw(PAGE, 1, spoken="Added")) == outline(_draw(PAGE, 1, spoken=""))


def test_it_does_not_compare_white_space_and_the_order_of_attributes() -> None:
    assert outline("<!doctype html><p class=' a b' id=c>d</p>") == outline(
        "<!doctype html><p id=c class='a b'>\n d </p>"
    )
