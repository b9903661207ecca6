"""The test client reads every page."""

from collections.abc import Callable
from typing import Any

import pytest
from django.http import HttpRequest, HttpResponse
from django.test import Client
from django.urls import path
from django.views.generic import RedirectView

from shop.catalog.speculation import speculation_rules
from shop.testing.htmx import HtmxClient

SOUND = (
    '<!doctype html><html lang="en"><head><title>A</title><script src="/a.js"></script></head><body>{}</body></html>'
)
FAULTS = {
    '<p id="a"></p><p id="a"></p>': "the id 'a' 2 times",
    '<p id=""></p>': "an empty id",
    '<button onclick="go()">Go</button>': "an inline event handler",
    '<button hx-on:click="go()">Go</button>': "an inline event handler",
    '<p style="color: red">Red</p>': "a style attribute",
    '<link rel="expect" href="#a"><p id="b"></p>': "nothing is '#a'",
    "<style>p {}</style>": "a <style> element",
    "<script>go()</script>": "a <script> without src",
    "<p>{{ price }}</p>": "a raw template mark",
    "<p>{% if %}</p>": "a raw template mark",
    "<p>{# why #}</p>": "a raw template mark",
    '<a href=" JavaScript:go()">Go</a>': "a javascript: address",
    '<button aria-label="Add Mug to the cart">Add to cart</button>': "'Add to cart' are not in the name",
    "<p><b>bold</p>": "a parse error in line 1",
    "<div>": "a parse error in line 1",
}


def _echo(request: HttpRequest) -> HttpResponse:
    return HttpResponse(request.GET["html"], content_type=request.GET.get("type", "text/html; charset=utf-8"))


def _headers(request: HttpRequest) -> HttpResponse:
    names = ("HX-Request", "HX-Current-URL", "HX-Target", "Sec-Fetch-Site")
    return HttpResponse(f"{request.method} {[request.headers.get(name) for name in names]}", content_type="text/plain")


urlpatterns = [
    path("", _echo),
    path("admin/", _echo),
    path("headers/", _headers),
    path("speculation-rules.json", speculation_rules, name="speculation-rules"),
    path("moved/", RedirectView.as_view(url="/", query_string=True)),
]

pytestmark = pytest.mark.urls(__name__)


@pytest.mark.parametrize(("html", "fault"), FAULTS.items())
@pytest.mark.parametrize("draw", [str, SOUND.format], ids=["fragment", "page"])
def test_it_refuses_a_page_with(html: str, fault: str, draw: Callable[[str], str], client: Client) -> None:
    with pytest.raises(AssertionError, match=fault) as failure:
        client.get("/", {"html": draw(html)})
    assert "GET / answered with" in str(failure.value)


@pytest.mark.parametrize(
    "html",
    [
        "<p>Bread &amp; butter</p>",
        '<dialog id="a"><form method="dialog"><button>Close</button></form></dialog>',
        '<picture><source srcset="/a.webp" type="image/webp"><img src="/a.jpg" alt=""></picture>',
        '<svg viewBox="0 0 1 1" aria-hidden="true"><path d="M0 0"/></svg>',
        '<button aria-label="Add to cart: Mug">Add to  cart</button>',
        '<a href="/" aria-label="Page 2"><span class="visually-hidden">Go to</span> 2</a>',
        '<button aria-label="Fewer">&minus;</button>',
        '<script type="application/ld+json">{"name": "Shirt"}</script>',
    ],
)
@pytest.mark.parametrize("draw", [str, SOUND.format], ids=["fragment", "page"])
def test_it_lets_pass(html: str, draw: Callable[[str], str], client: Client) -> None:
    assert client.get("/", {"html": draw(html)}).status_code == 200


def test_it_refuses_a_page_without_a_doctype_only_when_it_is_a_page(client: Client) -> None:
    assert client.get("/", {"html": "<p>part</p>"}).status_code == 200
    with pytest.raises(AssertionError, match="parse error"):
        client.get("/", {"html": "<html><body><p>page</p></body></html>"})


def test_it_reads_the_page_that_a_redirect_leads_to(client: Client) -> None:
    with pytest.raises(AssertionError, match="a style attribute"):
        client.get("/moved/", {"html": '<p style="color: red">Red</p>'}, follow=True)


def test_it_leaves_other_kinds_of_answer_alone(client: Client) -> None:
    assert client.get("/", {"html": "<p style=''>", "type": "text/plain"}).status_code == 200


def test_it_leaves_the_admin_alone(client: Client) -> None:
    assert client.get("/admin/", {"html": "<style></style>"}).status_code == 200


def test_it_asks_as_htmx_asks(hx: HtmxClient) -> None:
    sent: dict[str, Any] = {"page": "/cart/", "target": "#lines"}
    said = "['true', 'http://testserver/cart/', 'lines', 'same-origin']"
    assert hx.get("/headers/", **sent).content.decode() == f"GET {said}"
    assert hx.post("/headers/", {"quantity": 2}, **sent).content.decode() == f"POST {said}"
