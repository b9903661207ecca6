"""A merchant publishes, archives and takes back many products at once."""

import pytest
from django.contrib.messages import get_messages
from django.test import Client
from django.urls import reverse

from shop.catalog.models import Product
from shop.testing.builders import make_product

pytestmark = [pytest.mark.django_db, pytest.mark.slow]


def run(client: Client, action: str, products: list[Product]) -> list[str]:
    """Run an action; return what it says."""
    chosen = {"action": action, "_selected_action": [product.pk for product in products]}
    response = client.post(reverse("admin:catalog_product_changelist"), chosen)
    assert response.status_code == 302
    return [str(message) for message in get_messages(response.wsgi_request)]


@pytest.mark.parametrize(
    ("action", "status", "sentence"),
    [
        ("publish", Product.Status.ACTIVE, "2 products were published."),
        ("unlist", Product.Status.UNLISTED, "2 products are unlisted now."),
        ("archive", Product.Status.ARCHIVED, "2 products were archived."),
        ("return_to_draft", Product.Status.DRAFT, "2 products are drafts again."),
    ],
)
def test_it_changes_the_chosen_products_and_says_how_many(
    admin_client: Client, action: str, status: Product.Status, sentence: str
) -> None:
    before = Product.Status.DRAFT if action != "return_to_draft" else Product.Status.ACTIVE
    chosen = [make_product(status=before), make_product(status=before)]
    other = make_product(status=before)
    assert run(admin_client, action, chosen) == [sentence]
    for product in (*chosen, other):
        product.refresh_from_db()
    assert [product.status for product in (*chosen, other)] == [status, status, before]


def test_it_counts_only_what_has_changed(admin_client: Client) -> None:
    active, draft = make_product(), make_product(status=Product.Status.DRAFT)
    assert run(admin_client, "publish", [active, draft]) == ["1 product was published."]


def test_it_notes_when_a_product_changed(admin_client: Client) -> None:
    product = make_product()
    before = product.updated_at
    run(admin_client, "archive", [product])
    product.refresh_from_db()
    assert product.updated_at > before


def test_it_does_not_publish_what_has_no_price(admin_client: Client) -> None:
    idea = Product.objects.create(title="Idea", slug="idea")
    assert run(admin_client, "publish", [idea]) == [
        "0 products were published.",
        "1 product has no variant, so no price, and was not published.",
    ]
    idea.refresh_from_db()
    assert idea.status == Product.Status.DRAFT
