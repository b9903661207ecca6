"""A merchant shows a draft to people who have no account, by a link."""

from datetime import timedelta
from time import time
from unittest.mock import patch

import pytest
from django.test import Client
from django.urls import reverse

from shop import preview_links
from shop.catalog.models import Product
from shop.catalog.previews import address_of_preview
from shop.catalog.tests.admin_pages import page_of
from shop.http import is_cached_page
from shop.testing.builders import make_product

pytestmark = pytest.mark.django_db


def make_draft(**fields: object) -> Product:
    return make_product(title="Cup", options={"Size": ["S", "M"]}, status=Product.Status.DRAFT, **fields)  # type: ignore[arg-type]


def test_it_shows_the_page_as_it_will_be(client: Client) -> None:
    page = client.get(address_of_preview(make_draft(description="<p>Fine clay</p>"))).content.decode()
    assert "<p>Fine clay</p>" in page
    assert "A preview: shoppers do not see this page yet" in page


def test_nothing_can_be_bought_from_it(client: Client) -> None:
    draft = make_draft()
    page = client.get(address_of_preview(draft)).content.decode()
    assert "Not for sale yet" in page
    assert f'action="{reverse("cart:add-line")}"' not in page
    client.post(reverse("cart:add-line"), {"variant": draft.variants.all()[0].pk, "quantity": "1"})
    assert "cart" not in client.session


@pytest.mark.parametrize("headers", [{}, {"HX-Request": "true"}], ids=["whole", "parts"])
def test_nobody_keeps_or_indexes_it(headers: dict[str, str], client: Client) -> None:
    answer = client.get(address_of_preview(make_draft()), headers=headers)
    assert answer.headers["Cache-Control"] == "private, no-store"
    assert answer.headers["X-Robots-Tag"] == "noindex, nofollow"
    assert not is_cached_page(answer.resolver_match.func)
    if not headers:
        assert '<meta name="robots" content="noindex">' in answer.content.decode()


def test_a_pick_stays_on_the_preview(client: Client) -> None:
    draft = make_draft(compare_at_price="30")
    draft.variants.filter(option1="M").update(price=25)
    address = address_of_preview(draft)
    whole = client.get(address).content.decode()
    assert f'action="{address}"' in whole
    assert draft.get_absolute_url() not in whole.partition('<article class="product">')[2]
    picked = client.get(address, {"option1": "M"}, headers={"HX-Request": "true"}).content.decode()
    assert "€25.00" in picked
    assert "€25.00" in client.get(address, {"option1": "M"}).content.decode()


def test_a_link_that_is_too_old_says_so(client: Client) -> None:
    address = address_of_preview(make_draft())
    later = preview_links.LIFETIME + timedelta(seconds=5)
    with patch("django.core.signing.time.time", return_value=time() + later.total_seconds()):
        answer = client.get(address)
    assert answer.status_code == 410
    assert "Ask the shop for a new one." in answer.content.decode()
    assert answer.headers["Cache-Control"] == "private, no-store"


@pytest.mark.parametrize("kind", ["page", "", "product "])
def test_a_link_of_another_kind_of_page_opens_nothing(kind: str, client: Client) -> None:
    forged = preview_links.sign(kind, make_draft().pk)
    assert client.get(reverse("catalog:product-preview", args=[forged])).status_code == 404


@pytest.mark.parametrize("token", ["1", "x", "1:2:3", "%00", "..", "é" * 50, "a" * 5000])
def test_a_forged_link_opens_nothing(token: str, client: Client) -> None:
    make_draft()
    assert client.get(f"/preview/products/{token}/").status_code == 404


def test_a_published_product_is_led_to_its_own_page(client: Client) -> None:
    draft = make_draft()
    address = address_of_preview(draft)
    draft.status = Product.Status.ACTIVE
    draft.save()
    answer = client.get(address)
    assert (answer.status_code, answer.headers["Location"]) == (302, draft.get_absolute_url())


def test_what_was_archived_or_deleted_is_not_shown(client: Client) -> None:
    draft = make_draft()
    address = address_of_preview(draft)
    Product.objects.update(status=Product.Status.ARCHIVED)
    assert client.get(address).status_code == 404
    draft.delete()
    assert client.get(address).status_code == 404


def test_the_admin_gives_the_link_for_what_is_not_published_alone(admin_client: Client) -> None:
    draft, active = make_draft(), make_product()
    assert "/preview/products/" in admin_client.get(page_of(draft)).content.decode()
    assert "/preview/products/" not in admin_client.get(page_of(active)).content.decode()
