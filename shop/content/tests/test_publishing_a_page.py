"""A page begins as a draft, is shown to some by a link, and is published when it is filled in."""

from datetime import timedelta

import pytest
from django.core import mail
from django.core.management import call_command
from django.test import Client
from django.urls import reverse

from shop.catalog.schedule import now
from shop.catalog.tests.admin_pages import form_fields, send
from shop.checkout.tests.shopping import Shopper
from shop.content.models import Page
from shop.content.starting import TITLES
from shop.content.views import address_of_preview
from shop.orders.outbox import send_due
from shop.testing.builders import make_product
from shop.testing.terms import make_method, make_rate

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("starting_pages")]


def make_page(**fields: object) -> Page:
    given = {"title": "Care", "slug": "care", "text": "<p>Wash by hand.</p>", "status": Page.Status.PUBLISHED}
    return Page.objects.create(**given | fields)


def publish(kind: str) -> Page:
    page = Page.objects.get(kind=kind)
    page.text, page.status = "<p>All said.</p>", Page.Status.PUBLISHED
    page.save()
    return page


def read(client: Client, address: str) -> str:
    response = client.get(address)
    assert response.status_code == 200, address
    return response.content.decode()


def test_a_page_has_its_title_description_address_and_breadcrumb(client: Client) -> None:
    make_page()

    page = read(client, "/pages/care/")

    assert "<h1>Care</h1>" in page
    assert '<meta name="description" content="Wash by hand.">' in page
    assert '/pages/care/">' in page.split('rel="canonical"')[1].split("\n")[0]
    assert "<p>Wash by hand.</p>" in page
    assert 'class="breadcrumbs"' in page
    assert "/pages/care/" in read(client, "/sitemap-pages.xml")


def test_another_spelling_leads_to_the_one_address(client: Client) -> None:
    make_page()

    response = client.get("/pages/CARE/?a=1")

    assert (response.status_code, response["Location"]) == (301, "/pages/care/?a=1")


@pytest.mark.parametrize(
    "fields",
    [
        {"status": Page.Status.DRAFT},
        {"shows_from": now() + timedelta(days=1)},
        {"shows_until": now() - timedelta(days=1)},
    ],
)
def test_what_is_not_published_now_is_found_by_its_link_alone(client: Client, fields: dict[str, object]) -> None:
    page = make_page(**fields)

    assert client.get("/pages/care/").status_code == 404
    assert "/pages/care/" not in read(client, "/sitemap-pages.xml")
    preview = client.get(address_of_preview(page))
    assert "Wash by hand." in preview.content.decode()
    assert preview["X-Robots-Tag"] == "noindex, nofollow"
    assert "no-store" in preview["Cache-Control"]
    assert client.get(reverse("content:page-preview", args=["forged"])).status_code == 404


def test_a_preview_of_what_is_published_leads_to_the_page(client: Client) -> None:
    assert client.get(address_of_preview(make_page()))["Location"] == "/pages/care/"


def test_a_shop_begins_with_drafts_that_say_what_is_to_be_filled_in(client: Client) -> None:
    drafts = {page.kind: page for page in Page.objects.all()}

    assert drafts.keys() == TITLES.keys()
    assert all(page.unfilled and not page.is_public for page in drafts.values())
    assert "Model withdrawal form" in drafts["withdrawal"].text
    assert "/pages/" not in read(client, "/").split("<footer")[1]


def test_a_command_makes_what_is_missing(capsys: pytest.CaptureFixture[str]) -> None:
    Page.objects.filter(kind="terms").delete()

    call_command("make_pages")
    call_command("make_pages")

    assert capsys.readouterr().out == "Made as drafts: Terms.\nNo page is missing.\n"


def test_a_page_with_a_gap_is_not_published_and_says_what_is_left(admin_client: Client) -> None:
    page = Page.objects.get(kind="contact")
    address = reverse("admin:content_page_change", args=[page.pk])
    fields = form_fields(read(admin_client, address), form="page_form")

    [said] = send(admin_client, address, fields | {"status": "published"})

    assert said.startswith("This page cannot be published yet. Fill in, or take out: e-mail address; telephone")
    assert "postal address" in read(admin_client, address)
    assert send(admin_client, address, fields | {"status": "published", "text": "<p>E-mail: a@example.com</p>"}) == []
    assert "a@example.com" in read(admin_client, "/pages/contact/")


def test_markup_is_refused_in_a_sentence(admin_client: Client) -> None:
    address = reverse("admin:content_page_change", args=[make_page().pk])
    fields = form_fields(read(admin_client, address), form="page_form")

    said = send(admin_client, address, fields | {"text": "<script>evil()</script><a href='javascript:x'>x</a>"})

    assert [sentence.split(" ")[0] for sentence in said] == ["<script>", "“javascript:x”"]


def test_published_pages_stand_at_the_foot_of_every_page(client: Client) -> None:
    for kind in ("privacy", "imprint"):
        publish(kind)

    footer = read(client, "/cart/").split("<footer")[1]

    assert footer.index("/pages/imprint/") < footer.index("/pages/privacy/") < footer.index("/orders/")
    assert "/pages/terms/" not in footer
    assert 'aria-current="page">Imprint' in read(client, "/pages/imprint/")


def test_terms_stand_before_an_order_is_placed_and_in_its_confirmation(client: Client) -> None:
    make_method()
    make_rate()
    publish("terms")
    publish("imprint")
    shopper = Shopper(client)
    shopper.add(make_product(title="Cup"))
    shopper.fill_all()

    review = shopper.review().content.decode()
    shopper.confirm()
    send_due()

    form = review.split('id="checkout-form"')[1].split("</form>")[0]
    assert "/pages/terms/" in form
    assert "/pages/imprint/" not in form
    assert "Terms: http" in mail.outbox[0].body
    [sent] = mail.outbox
    assert isinstance(sent, mail.EmailMultiAlternatives)
    assert "/pages/terms/" in str(sent.alternatives[0][0])
