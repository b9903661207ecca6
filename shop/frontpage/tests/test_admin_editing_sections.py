"""A merchant makes sections in the admin, puts them into order and looks at the page before anybody else does."""

import io
import zlib
from datetime import timedelta
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from shop.catalog.tests.admin_pages import errors, form_fields, picture_upload, rows
from shop.frontpage.kinds.registry import KINDS
from shop.frontpage.models import MOST_SECTIONS, Pick, Quote, Section
from shop.frontpage.tests.sections import front, headings, make_section, titles
from shop.testing.builders import make_category, make_product

pytestmark = pytest.mark.django_db
ADD = reverse("admin:frontpage_section_add")
LIST = reverse("admin:frontpage_section_changelist")
PREVIEW = reverse("admin:frontpage_section_preview")
ALWAYS = {"is_on", "shows_from", "shows_until"}


def page_of(section: Section) -> str:
    return reverse("admin:frontpage_section_change", args=[section.pk])


def send(client: Client, page: str, fields: dict[str, Any]) -> list[str]:
    """Fill in some fields of a section's form and send it; return the sentences that refuse it."""
    form = form_fields(client.get(page).content.decode(), form="section_form")
    response = client.post(page, form | fields)
    return [] if response.status_code == 302 else errors(response.content.decode())


def order(client: Client) -> list[str]:
    return [row[1] for row in rows(client.get(LIST).content.decode())]


def press(client: Client, section: Section, direction: str) -> Any:
    return client.post(reverse("admin:frontpage_section_move", args=[section.pk, direction]))


def test_the_kind_is_chosen_first(admin_client: Client) -> None:
    page = admin_client.get(ADD).content.decode()

    assert [kind for kind in KINDS if f'href="{ADD}?kind={kind}"' in page] == list(KINDS)


@pytest.mark.parametrize("kind", KINDS)
def test_the_form_of_a_kind_has_its_fields_alone(admin_client: Client, kind: str) -> None:
    names = set(form_fields(admin_client.get(f"{ADD}?kind={kind}").content.decode(), form="section_form"))

    own = {name.removesuffix("_0").removesuffix("_1") for name in names if "-" not in name and not name.startswith("_")}
    wanted = {*KINDS[kind].fields, *ALWAYS} - {"photo"}
    assert own - {"csrfmiddlewaretoken"} == wanted
    assert {name.partition("-")[0] for name in names if "-" in name} == ({KINDS[kind].rows} - {""})


def test_a_section_is_made_changed_and_seen(admin_client: Client, client: Client) -> None:
    fields = {"heading": "Autumn", "text": "First\n\nSecond", "button": "See", "link": "/search/"}
    assert send(admin_client, f"{ADD}?kind=story", fields) == []
    assert "<p>First</p><p>Second</p>" in front(client)

    section = Section.objects.get()
    assert send(admin_client, page_of(section), {"heading": "Winter"}) == []
    assert headings(front(client))[1:] == [("h2", "Winter")]


def test_a_new_section_comes_last(admin_client: Client) -> None:
    make_section("story", heading="First", text="x")
    send(admin_client, f"{ADD}?kind=story", {"heading": "Second", "text": "x"})

    assert order(admin_client) == ["First", "Second"]


def test_products_are_chosen_in_an_order(admin_client: Client, client: Client) -> None:
    mug, rug = make_product(title="Mug"), make_product(title="Rug")
    fields = {
        "heading": "Ours", "source": "chosen", "picks-TOTAL_FORMS": "2",
        "picks-0-product": str(mug.pk), "picks-0-position": "2",
        "picks-1-product": str(rug.pk), "picks-1-position": "1",
    }  # fmt: skip
    assert send(admin_client, f"{ADD}?kind=products", fields) == []

    assert titles(front(client)) == ["Rug", "Mug"]
    assert Pick.objects.count() == 2


def test_quotes_are_typed_in(admin_client: Client, client: Client) -> None:
    fields = {"heading": "", "quotes-TOTAL_FORMS": "1", "quotes-0-text": "Good mugs", "quotes-0-author": "Ada"}
    assert send(admin_client, f"{ADD}?kind=quotes", fields) == []

    assert "Good mugs" in front(client)
    assert Quote.objects.get().author == "Ada"


def bomb() -> SimpleUploadedFile:
    """A small PNG that says that it has 900 million pixels."""
    header = b"\x00\x00\x75\x30\x00\x00\x75\x30\x08\x02\x00\x00\x00"
    chunk = b"IHDR" + header
    data = b"\x89PNG\r\n\x1a\n" + (13).to_bytes(4, "big") + chunk + zlib.crc32(chunk).to_bytes(4, "big")
    idat = b"IDAT" + zlib.compress(b"\x00" * 1_000)
    data += (len(idat) - 4).to_bytes(4, "big") + idat + zlib.crc32(idat).to_bytes(4, "big")
    return SimpleUploadedFile("bomb.png", data)


@pytest.mark.parametrize(
    ("file", "sentence"),
    [
        (SimpleUploadedFile("a.png", b"<script>"), "The file is no picture that can be read"),
        (SimpleUploadedFile("a.svg", b"<svg xmlns='http://www.w3.org/2000/svg'/>"), "The file is no picture"),
        (SimpleUploadedFile("a.png", b"\x89PNG\r\n\x1a\n" + bytes(20)), "The PNG picture is incomplete or damaged."),
        (bomb(), "million pixels"),
        (SimpleUploadedFile("a.png", io.BytesIO(bytes(20 * 1024 * 1024 + 1)).read()), "larger than 20 MB"),
        (picture_upload(size=(1, 51)), "times as long as wide"),
    ],
    ids=["markup", "svg", "broken", "bomb", "huge", "long"],
)
def test_what_is_no_picture_is_refused_and_nothing_is_lost(
    admin_client: Client, file: SimpleUploadedFile, sentence: str
) -> None:
    page = f"{ADD}?kind=hero"
    form = form_fields(admin_client.get(page).content.decode(), form="section_form")
    answer = admin_client.post(page, form | {"heading": "Autumn", "photo": file}).content.decode()

    assert [sentence in said for said in errors(answer)] == [True]
    assert form_fields(answer, form="section_form")["heading"] == "Autumn"
    assert not Section.objects.exists()


def test_a_picture_is_stored_in_the_shops_encoding(admin_client: Client) -> None:
    send(admin_client, f"{ADD}?kind=hero", {"photo": picture_upload(size=(900, 600)), "alt": "A blanket"})

    section = Section.objects.get()
    assert section.photo.name.endswith(".webp")
    assert (section.width, section.height) == (900, 600)
    assert "300w" in section.picture(1).srcset


@pytest.mark.parametrize(
    ("kind", "fields", "sentence"),
    [
        ("story", {"text": ""}, "This field is required."),
        ("story", {"text": "a <script>x</script>"}, "<script> cannot stand in a text."),
        ("story", {"text": "x", "button": "See", "link": "javascript:alert(1)"}, "Give a path of this shop"),
        ("story", {"text": "x", "button": "See"}, "Say where the button leads"),
        ("story", {"text": "x", "link": "/search/"}, "Say what stands on the button"),
        ("collection", {}, "This field is required."),
        ("products", {"source": "category"}, "Choose the category."),
        ("products", {"source": "tag"}, "Say which tag."),
        ("products", {"count": "25"}, "Ensure this value is less than or equal to 24."),
        ("story", {"text": "x", "shows_from_0": "2026-12-24", "shows_from_1": "18:00",
                   "shows_until_0": "2026-12-24", "shows_until_1": "17:00"}, "It would end before it begins."),
    ],
)  # fmt: skip
def test_what_cannot_be_is_refused(admin_client: Client, kind: str, fields: dict[str, str], sentence: str) -> None:
    [said] = send(admin_client, f"{ADD}?kind={kind}", fields)

    assert said.startswith(sentence)
    assert not Section.objects.exists()


def test_buttons_move_a_section_and_the_pressed_one_is_led_back_to(admin_client: Client) -> None:
    first, second, third = (make_section("story", heading=name, text="x") for name in ("First", "Second", "Third"))

    answer = press(admin_client, third, "up")
    assert answer["Location"] == f"{LIST}#up-{third.pk}"
    assert order(admin_client) == ["First", "Third", "Second"]
    press(admin_client, first, "down")
    assert order(admin_client) == ["Third", "First", "Second"]
    press(admin_client, third, "up")
    press(admin_client, second, "down")
    assert order(admin_client) == ["Third", "First", "Second"]


def test_a_dragged_order_is_taken_over_whatever_is_sent(admin_client: Client) -> None:
    first, second, third = (make_section("story", heading=name, text="x") for name in ("First", "Second", "Third"))

    sent = [str(third.pk), "x", "999", str(first.pk), str(third.pk)]
    admin_client.post(reverse("admin:frontpage_section_reorder"), {"row": sent})

    assert order(admin_client) == ["Third", "First", "Second"]
    assert second.pk == Section.objects.last().pk  # type: ignore[union-attr]


def test_nothing_moves_by_a_link(admin_client: Client) -> None:
    section = make_section("story", text="x")

    for address in (
        reverse("admin:frontpage_section_move", args=[section.pk, "up"]),
        reverse("admin:frontpage_section_reorder"),
    ):
        assert admin_client.get(address).status_code == 405


def test_the_list_says_what_shows(admin_client: Client) -> None:
    soon, before = timezone.now() + timedelta(hours=1), timezone.now() - timedelta(hours=1)
    make_section("story", text="x")
    make_section("story", text="x", is_on=False)
    make_section("story", text="x", shows_from=soon)
    make_section("story", text="x", shows_until=soon)
    make_section("story", text="x", shows_until=before)
    make_section("a kind that is gone")

    said = [row[3].split()[0] for row in rows(admin_client.get(LIST).content.decode())]

    assert said == ["Now", "Off", "From", "Until", "Over", "Now"]


def test_the_preview_is_the_page_of_a_moment_with_what_is_off(admin_client: Client) -> None:
    christmas = timezone.now().replace(year=timezone.now().year + 1, month=12, day=24, hour=12, minute=0)
    make_section("story", heading="Now", text="x", shows_until=christmas - timedelta(days=2))
    make_section("story", heading="Christmas", text="x", shows_from=christmas - timedelta(days=1))
    make_section("story", heading="Draft", text="x", is_on=False)

    def shown(query: str) -> list[str]:
        return [said for _level, said in headings(admin_client.get(f"{PREVIEW}{query}").content.decode())][1:-1]

    assert shown("") == ["Now", "Draft"]
    assert shown("?without_off=on") == ["Now"]
    assert shown(f"?at={christmas:%Y-%m-%dT%H:%M}") == ["Christmas", "Draft"]


def test_a_moment_that_cannot_be_read_is_said_and_the_page_is_that_of_now(admin_client: Client) -> None:
    make_section("story", heading="Now", text="x")

    html = admin_client.get(f"{PREVIEW}?at=soon").content.decode()

    assert "This is no day with a time" in html
    assert "Now" in html


def test_the_preview_is_for_those_who_work_here_and_is_kept_by_nobody(client: Client, admin_client: Client) -> None:
    answer = admin_client.get(PREVIEW)

    assert "no-store" in answer["Cache-Control"]
    assert answer["X-Robots-Tag"] == "noindex"
    assert client.get(PREVIEW).status_code == 302


def test_a_full_page_takes_no_more(admin_client: Client) -> None:
    Section.objects.bulk_create(Section(kind="story", text="x", position=place) for place in range(MOST_SECTIONS))

    assert "40 sections at most" in admin_client.get(f"{ADD}?kind=story", follow=True).content.decode()


def test_a_category_that_goes_takes_no_section_with_it(admin_client: Client, client: Client) -> None:
    kitchen = make_category(name="Kitchen")
    section = make_section("collection", category=kitchen)
    kitchen.delete()

    assert Section.objects.get() == section
    assert client.get("/").status_code == 200
    assert admin_client.get(page_of(section)).status_code == 200
