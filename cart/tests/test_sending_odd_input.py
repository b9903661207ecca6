"""Whatever is sent to the cart is refused with a 4xx or read as what it plainly means. Nothing fails."""

from typing import Any
from urllib.parse import quote

import pytest
from django.test import Client
from django.test.client import BOUNDARY, MULTIPART_CONTENT, encode_multipart
from django.urls import reverse

from cart.tests.conftest import add, line_address, stored_lines
from cart.tests.shown_cart import read_cart
from shop.catalog.models import Variant
from shop.testing.htmx import HtmxClient, headers

pytestmark = pytest.mark.postgresql("it depends on what the database takes as a value")

ADD = reverse("cart:add-line")
FORM = "application/x-www-form-urlencoded"
ODD = [
    *(
        "",
        " ",
        "abc",
        "-1",
        "+1",
        "1.5",
        "1,5",
        "1e3",
        "0x1",
        "1_0",
        "2 2",
        "NaN",
        "null",
        "true",
        "2;3",
        "%",
        "'",
        "²",
    ),
    "\N{RIGHT-TO-LEFT OVERRIDE}1",
    "\x00",
    "1\x00",
    "\x1b[2J",
    "<script>alert(1)</script>",
    str(1 << 63),
    str(10**20),
    "9" * 10_000,
    "\N{GRINNING FACE}" * 2_500,
]


def name_of(value: Any) -> str:
    return ascii(value)[:24]


@pytest.mark.parametrize("typed", ODD, ids=name_of)
def test_an_odd_quantity_or_variant_is_refused(client: Client, hx: HtmxClient, shirt: Variant, typed: str) -> None:
    add(client, shirt, 2)
    sent = [
        (ADD, {"variant": shirt.pk, "quantity": typed}),
        (ADD, {"variant": typed}),
        (line_address(shirt), {"quantity": typed}),
    ]

    for address, fields in sent:
        assert hx.post(address, fields).status_code == 422
        assert "cart_refusal" in client.post(address, fields, headers={"Sec-Fetch-Site": "same-origin"}).cookies

    assert stored_lines(client)[str(shirt.pk)]["quantity"] == 2


@pytest.mark.parametrize("variant_id", [0, (1 << 63) - 1, 1 << 63, 10**20, 10**1000], ids=name_of)
def test_a_variant_that_no_database_can_have_is_refused(hx: HtmxClient, db: None, variant_id: int) -> None:
    address = f"/cart/lines/{variant_id}/"

    assert hx.post(address, {"quantity": "2"}).status_code == 422
    assert hx.post(address, {"quantity": "0"}).status_code == 200


@pytest.mark.parametrize("path", ["-1", "1.5", "abc", "1_0", "%D9%A1", "%00", "%FF", "1%2F2", "9" * 5000], ids=name_of)
def test_an_odd_line_is_not_found(hx: HtmxClient, db: None, path: str) -> None:
    assert hx.post(f"/cart/lines/{path}/", {"quantity": "2"}).status_code == 404


def test_of_a_parameter_sent_twice_the_last_counts(client: Client, hx: HtmxClient, shirt: Variant) -> None:
    hx.post(ADD, {"variant": [7, shirt.pk], "quantity": [4, 3]})

    assert stored_lines(client)[str(shirt.pk)]["quantity"] == 3


@pytest.mark.parametrize(
    "zeros", ["2", "002", " 2 ", "2\n", "\N{ARABIC-INDIC DIGIT TWO}", "\N{FULLWIDTH DIGIT TWO}"], ids=name_of
)
def test_a_number_written_oddly_is_that_number(client: Client, hx: HtmxClient, shirt: Variant, zeros: str) -> None:
    assert hx.post(ADD, {"variant": shirt.pk, "quantity": zeros}).status_code == 200

    assert stored_lines(client)[str(shirt.pk)]["quantity"] == 2


@pytest.mark.parametrize("body", [b"quantity=%FF", b"quantity=\xff\xfe", b"quantity=%ED%A0%80", b"%00=%00", b"&&=&"])
@pytest.mark.parametrize("content_type", [FORM, f"{FORM}; charset=nonsense", "text/plain", "application/json", "", "/"])
def test_a_body_that_is_no_form_is_refused(client: Client, shirt: Variant, body: bytes, content_type: str) -> None:
    for address in (ADD, line_address(shirt)):
        answer = client.generic("POST", address, body, content_type, headers=headers())
        assert answer.status_code in (400, 422)


@pytest.mark.parametrize(
    "body",
    [
        b"",
        b"--",
        b"not a form at all",
        f"--{BOUNDARY}\r\nContent-Disposition: form-data; name=quan".encode(),
        f'--{BOUNDARY}\r\nContent-Disposition: form-data; name="quantity"\r\n\r\n\xff\r\n--{BOUNDARY}--'.encode(
            "latin-1"
        ),
        f'--{BOUNDARY}\r\nContent-Disposition: form-data; name="quantity"; filename="a"\r\n\r\n2\r\n'.encode(),
        f'--{BOUNDARY}\r\nContent-Disposition: form-data; name="quantity"\r\n'
        f"Content-Transfer-Encoding: base64\r\n\r\n!\r\n--{BOUNDARY}--".encode(),
    ],
    ids=name_of,
)
def test_broken_multipart_is_refused(client: Client, shirt: Variant, body: bytes) -> None:
    for content_type in (MULTIPART_CONTENT, "multipart/form-data", "multipart/form-data; boundary=" + "x" * 300):
        answer = client.generic("POST", line_address(shirt), body, content_type, headers=headers())
        assert answer.status_code in (400, 422)


def test_whole_multipart_is_taken(client: Client, shirt: Variant) -> None:
    body = encode_multipart(BOUNDARY, {"variant": shirt.pk})

    assert client.generic("POST", ADD, body, MULTIPART_CONTENT, headers=headers()).status_code == 200


def test_very_many_variants_at_once_are_refused(client: Client, shirt: Variant) -> None:
    # As many as a body holds that is no longer than it may be.
    body = f"variant={shirt.pk}&" * 50_000

    for size in (6_000, len(body)):
        answer = client.post(ADD, body[: size * len(f"variant={shirt.pk}&")], content_type=FORM, headers=headers())
        assert answer.status_code == 400
    assert client.get(reverse("cart:cart"), {"variant": range(6_000)}).status_code in (200, 400)


@pytest.mark.parametrize("query", ["%00", "%FF", "%ED%A0%80", "=", "&&", "a" * 10_000, "x[]=1&x[]=2"], ids=name_of)
def test_an_odd_query_changes_nothing(client: Client, hx: HtmxClient, shirt: Variant, query: str) -> None:
    add(client, shirt)

    assert read_cart(client.get(f"/cart/?{query}").content.decode()).badge == 1
    assert hx.post(f"{ADD}?{query}", {"variant": shirt.pk}).status_code == 200
    assert hx.post(f"{reverse('cart:clear')}?{query}").status_code == 200
    assert hx.post(f"{reverse('cart:restore')}?{query}").status_code == 200


@pytest.mark.parametrize("name", ["sessionid", "messages", "csrftoken", "cart_version"])
@pytest.mark.parametrize(
    "value",
    [
        '"\\000\\000\\000\\000\\000\\000\\000\\000"',
        '"' + "a" * 31 + '\\000"',
        "a" * 5_000,
        '"\\377\\376"',
        quote("바구니"),
        "",
    ],
    ids=name_of,
)
def test_an_odd_cookie_is_no_cookie(client: Client, shirt: Variant, name: str, value: str) -> None:
    cookie = {"Cookie": f"{name}={value}"}

    for address in ("/", "/cart/", shirt.get_absolute_url()):
        assert client.get(address, headers=cookie).status_code == 200
    assert client.post(ADD, {"variant": shirt.pk}, headers=headers() | cookie).status_code == 200
    assert client.post(reverse("cart:clear"), headers=headers() | cookie).status_code == 200


@pytest.mark.parametrize(
    "referer", ["http://[::1", "http://testserver:x/", "javascript:alert(1)", "\x7f", "x" * 10_000], ids=name_of
)
def test_from_an_odd_page_it_goes_to_the_cart(client: Client, shirt: Variant, referer: str) -> None:
    sent = {"Sec-Fetch-Site": "same-origin", "Referer": referer, "HX-Current-URL": referer}

    assert client.post(ADD, {"variant": shirt.pk}, headers=sent)["Location"] == reverse("cart:cart")
    assert client.post(ADD, {"variant": shirt.pk}, headers=sent | {"HX-Request": "true"}).status_code == 200
