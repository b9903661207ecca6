"""The front page tells search engines whose shop it is, as schema.org's Organization."""

import html5lib
import pytest
from django.test import Client

from shop.brand.models import Brand

pytestmark = pytest.mark.django_db


def organization(client: Client) -> list[tuple[str, str]]:
    page = html5lib.parse(client.get("/").content.decode(), treebuilder="etree", namespaceHTMLElements=False)
    found = page.find(".//*[@itemtype='https://schema.org/Organization']")
    assert found is not None
    return [(each.attrib["itemprop"], each.get("content") or each.get("href") or "") for each in found]


def test_it_has_name_logo_contact_and_social_links(client: Client) -> None:
    Brand(
        name='Halm "&" Tide',
        tagline="Hats of straw",
        email="hello@halm.example",
        phone="+49 30 1234",
        address="Main Street 1\n10115 Berlin",
        social="https://social.example/@halm\nhttps://www.instagram.com/halm",
        logo="brand/logo-0123456789ab.webp",
    ).save()

    assert organization(client) == [
        ("name", 'Halm "&" Tide'),
        ("url", "http://testserver/"),
        ("slogan", "Hats of straw"),
        ("logo", "/media/brand/logo-0123456789ab.webp"),
        ("email", "hello@halm.example"),
        ("telephone", "+49 30 1234"),
        ("address", "Main Street 1, 10115 Berlin"),
        ("sameAs", "https://social.example/@halm"),
        ("sameAs", "https://www.instagram.com/halm"),
    ]


def test_a_shop_that_says_little_of_itself_has_its_name(client: Client) -> None:
    assert [name for name, _ in organization(client)] == ["name", "url", "slogan"]
