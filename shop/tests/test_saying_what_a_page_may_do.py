"""What a page may load and who may open it, as its headers say."""

import pytest
from django.test import Client

pytestmark = pytest.mark.django_db


def test_a_page_loads_from_the_shop_alone_and_is_cut_off_from_whoever_opened_it(client: Client) -> None:
    page = client.get("/cart/")

    assert "script-src 'self'" in page["Content-Security-Policy"]
    assert page["Cross-Origin-Opener-Policy"] == "same-origin"


def test_a_part_of_a_page_may_do_nothing_by_itself(client: Client) -> None:
    part = client.get("/cart/", headers={"HX-Request": "true"})

    assert part["Content-Security-Policy"] == "default-src 'none'"
    assert "Cross-Origin-Opener-Policy" not in part
