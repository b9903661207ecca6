"""What the owner saves of the shop is on every page at once; what they leave empty is the environment's."""

import io
from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
from django.conf import settings as shop_settings
from django.core import mail
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.utils import timezone
from PIL import Image
from pytest_django import DjangoAssertNumQueries
from pytest_django.fixtures import Settings

from shop import identity, payments
from shop.brand.models import Brand
from shop.catalog.models import CatalogueVersion
from shop.orders.outbox import send_due
from shop.testing.builders import make_product
from shop.testing.orders import make_order

pytestmark = pytest.mark.django_db
PAGE = "/admin/brand/brand/1/change/"
EVIL = "<script>pwned()</script>"


@pytest.fixture(autouse=True)
def uploads_of_its_own(settings: Settings, tmp_path: Any) -> None:
    settings.MEDIA_ROOT = str(tmp_path)


def save(client: Client, **fields: Any) -> dict[str, list[str]]:
    """Send the owner's form as the browser does; return what is wrong with it."""
    form = form_of(client)
    sent = {name: form[name].value() or "" for name in form.fields if name not in ("logo", "favicon")}
    dates = {f"{name}_{part}": "" for name in ("shows_from", "shows_until") for part in (0, 1)}
    answer: Any = client.post(PAGE, {**sent, **dates, **fields})
    return {} if answer.status_code == 302 else dict(answer.context["adminform"].form.errors)


def form_of(client: Client) -> Any:
    return client.get(PAGE).context["adminform"].form


def picture(size: tuple[int, int] = (1200, 300), kind: str = "PNG") -> SimpleUploadedFile:
    buffer = io.BytesIO()
    Image.new("RGB", size, "#00408a").save(buffer, kind)
    return SimpleUploadedFile(f"logo.{kind.lower()}", buffer.getvalue())


def front(client: Client) -> str:
    return client.get("/").content.decode()


def test_before_anything_is_saved_it_is_who_the_environment_says(client: Client) -> None:
    assert identity.current() == identity.of_settings()
    assert f"<title>{shop_settings.SHOP_NAME} · {shop_settings.SHOP_TAGLINE}</title>" in front(client)
    assert "/brand/" not in front(client)


def test_the_page_is_there_before_it_is_saved_and_opening_it_writes_nothing(admin_client: Client) -> None:
    assert admin_client.get("/admin/brand/brand/", follow=True).redirect_chain == [(PAGE, 302)]
    assert not Brand.objects.exists()


def test_a_saved_name_is_on_pages_in_letters_and_in_the_admin(admin_client: Client) -> None:
    make_product(slug="mug")
    order = make_order()

    assert save(admin_client, name="Halm & Tide", tagline="Hats of straw") == {}

    for address in ("/", "/products/mug/", "/search/", "/cart/", order.get_absolute_url(), "/none/", "/admin/"):
        assert "Halm &amp; Tide" in admin_client.get(address).content.decode(), address
    send_due()
    assert "Halm & Tide" in mail.outbox[-1].body


def test_an_emptied_field_is_the_environments_again(admin_client: Client) -> None:
    save(admin_client, name="Halm", country="AT")
    assert identity.current().country == "AT"

    save(admin_client, name="", country="")

    assert identity.current() == identity.of_settings()


def test_the_form_says_where_each_value_comes_from(admin_client: Client, settings: Settings) -> None:
    settings.PAYMENT_PROVIDERS, settings.CASH_INSTRUCTIONS = ["cash"], ""
    settings.SHOP_TAGLINE = "Made slowly"
    save(admin_client, name="Halm")

    form = form_of(admin_client)

    said = {name: str(form.fields[name].help_text) for name in ("name", "tagline", "cash", "accent")}
    assert "Saved here." in said["name"]
    assert "From SHOP_TAGLINE: “Made slowly”." in said["tagline"]
    assert "Empty: CASH_INSTRUCTIONS says nothing either." in said["cash"]
    assert "As in all shops." in said["accent"]


def test_only_ways_to_pay_that_are_offered_are_asked_for(admin_client: Client, settings: Settings) -> None:
    Brand(offline="In the shop").save()
    settings.PAYMENT_PROVIDERS = ["cash"]
    assert {"cash", "offline"} == {"bank_transfer", "cash", "offline"} & form_of(admin_client).fields.keys()

    Brand.objects.update(offline="")
    settings.PAYMENT_PROVIDERS = ["stripe"]
    assert not {"bank_transfer", "cash", "offline"} & form_of(admin_client).fields.keys()


def test_how_to_pay_offline_is_what_is_saved(admin_client: Client, settings: Settings) -> None:
    settings.PAYMENT_PROVIDERS, settings.BANK_TRANSFER_INSTRUCTIONS = ["bank_transfer", "cash"], "IBAN of old"
    save(admin_client, cash="At the counter")
    assert [provider.instructions for provider in payments.enabled()] == ["IBAN of old", "At the counter"]

    save(admin_client, bank_transfer="IBAN DE02")

    assert [provider.instructions for provider in payments.enabled()] == ["IBAN DE02", "At the counter"]


def test_contact_links_and_promise_stand_at_the_foot_of_pages(admin_client: Client) -> None:
    product = make_product()
    save(
        admin_client,
        email="hello@halm.example",
        phone="+49 30 1234",
        address="Halm\r\nMain Street 1\r\n\r\n10115 Berlin",
        social="https://www.instagram.com/halm\r\nhttps://social.example/@halm",
        returns_days="30",
    )

    html = admin_client.get(product.get_absolute_url()).content.decode()
    foot = html.partition("<footer")[2]

    for line in ("mailto:hello@halm.example", "tel:+49301234", "<span>Main Street 1</span>", ">instagram.com</a>"):
        assert line in foot
    assert html.count("Returns within 30 days") == 2


def test_an_announcement_shows_while_it_is_dated(admin_client: Client) -> None:
    save(admin_client, announcement="Summer sale", announcement_url="/search/?sale=1")
    assert '<a class="announcement__link" href="/search/?sale=1">Summer sale</a>' in front(admin_client)

    Brand.objects.update(shows_until=timezone.now() - timedelta(hours=1))

    assert "Summer sale" not in front(admin_client)


def test_chosen_colours_are_a_style_sheet_that_is_kept_for_good_under_its_address(admin_client: Client) -> None:
    save(admin_client, accent="#00408a", corners="square", typeface="serif")

    address = identity.current().stylesheet
    answer = admin_client.get(address)

    assert f'<link rel="stylesheet" href="{address}">' in front(admin_client)
    assert "--color-accent-strong:light-dark(#00408a," in answer.content.decode()
    assert answer.headers["Cache-Control"] == "public, max-age=31536000, immutable"
    assert answer.headers["Content-Type"] == "text/css; charset=utf-8"

    save(admin_client, accent="#7a0050")
    assert identity.current().stylesheet != address
    former = admin_client.get(address)
    assert "#7a0050" in former.content.decode()
    assert former.headers["Cache-Control"] == "no-cache"


def test_the_colour_of_all_shops_is_saved_as_none(admin_client: Client) -> None:
    assert save(admin_client, name="Halm") == {}
    assert Brand.objects.get().accent == ""


def test_a_logo_is_written_anew_no_larger_than_the_header_needs(admin_client: Client) -> None:
    assert save(admin_client, name="Halm", logo=picture((3000, 600)), favicon=picture((300, 500), "JPEG")) == {}

    own = identity.current()

    assert own.logo
    assert (own.logo.width, own.logo.height) == (720, 144)
    html = front(admin_client)
    assert f'src="{own.logo.url}"' in html
    assert 'alt="Halm"' in html
    assert f'<link rel="icon" href="{own.favicon}">' in html
    with Brand.objects.get().favicon.open() as file, Image.open(file) as icon:
        assert (icon.format, icon.size) == ("PNG", (192, 192))


def test_a_saved_logo_is_kept_when_something_else_is_saved(admin_client: Client) -> None:
    save(admin_client, logo=picture())
    kept = identity.current().logo

    save(admin_client, name="Halm")

    assert identity.current().logo == kept


REFUSED: dict[str, tuple[Any, str]] = {
    "accent": ("red;}b{", "is no colour. Write it as # and six digits"),
    "surface": ("#12345", "is no colour"),
    "text": ("#999999", "The nearest colour that can is #767676."),
    "second": ("#ffff00", "The nearest colour that can is"),
    "name": ("x" * 61, "at most 60 characters"),
    "tagline": ("a\u202eb", "cannot be shown"),
    "country": ("XX", "not one of the available choices"),
    "email": ("nobody", "valid email"),
    "phone": ("1\n2\x00", ""),
    "address": ("line\n" * 11, "at most 10 lines"),
    "social": ("javascript:alert(1)", "is no web address. Write each on its own line"),
    "announcement_url": ("//evil.example/", "Give a path of this shop"),
    "returns_days": ("0", "greater than or equal to 1"),
    "corners": ("9rem;", "not one of the available choices"),
    "typeface": ("Comic Sans", "not one of the available choices"),
}


@pytest.mark.parametrize("field", REFUSED)
def test_what_no_field_can_hold_is_refused_with_what_to_do(field: str, admin_client: Client) -> None:
    value, sentence = REFUSED[field]

    errors = save(admin_client, **{"tagline": "Kept while typing", field: value})

    assert list(errors) == [field]
    assert sentence in str(errors[field])
    assert not Brand.objects.exists()


@pytest.mark.parametrize(
    "value",
    [
        "javascript:alert(1)",
        "/\\evil.example",
        "https://",
        "https://a b.example/",
        "data:text/html,x",
        'https://a.example/"x',
    ],
)
def test_an_announcement_leads_to_no_odd_place(value: str, admin_client: Client) -> None:
    assert list(save(admin_client, announcement="Sale", announcement_url=value)) == ["announcement_url"]


HOSTILE: dict[str, Callable[[], tuple[bytes, str]]] = {
    "markup": lambda: (b"<svg xmlns='http://www.w3.org/2000/svg'><script>alert(1)</script></svg>", "SVG"),
    "a page": lambda: (b"<!doctype html><script>alert(1)</script>", "HTML"),
    "an archive": lambda: (b"PK\x03\x04rest", "ZIP"),
    "nothing": lambda: (b"", "empty"),
    "half a picture": lambda: (picture().read()[:60], "incomplete or damaged"),
    "a huge picture": lambda: (picture((8_000, 4_000)).read(), "pixels"),
}


@pytest.mark.parametrize(
    ("field", "file"), [*(("logo", file) for file in HOSTILE), ("favicon", "markup"), ("favicon", "nothing")]
)
def test_a_file_that_is_no_picture_is_refused_by_its_kind(field: str, file: str, admin_client: Client) -> None:
    content, word = HOSTILE[file]()

    errors = save(admin_client, **{field: SimpleUploadedFile("logo.png", content)})

    assert word in str(errors[field])
    assert not Brand.objects.exists()


def test_an_end_before_the_begin_of_the_announcement_is_refused(admin_client: Client) -> None:
    dates = {
        "shows_from_0": "2026-11-27",
        "shows_from_1": "10:00",
        "shows_until_0": "2026-11-26",
        "shows_until_1": "10:00",
    }
    assert "end before it begins" in str(save(admin_client, announcement="Sale", **dates)["shows_until"])


def test_markup_in_every_text_is_text(admin_client: Client) -> None:
    texts = dict.fromkeys(("name", "tagline", "logo_alt", "phone", "address", "announcement", "cash"), EVIL)
    assert save(admin_client, logo=picture(), **texts) == {}

    for address in ("/", "/search/", "/none/", PAGE):
        assert EVIL not in admin_client.get(address).content.decode()


def test_each_save_makes_the_version_another_one() -> None:
    before = CatalogueVersion.current()
    Brand(name="Halm").save()
    Brand(name="Tide").save()

    assert CatalogueVersion.current() != before
    assert Brand.objects.get().name == "Tide"


def test_a_page_costs_no_query_more_while_nothing_is_written(
    client: Client, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    Brand(name="Halm", accent="#00408a", announcement="Sale").save()
    identity.current()
    with django_assert_num_queries(1):  # version
        identity.current()


def test_staff_without_the_right_do_not_see_it(client: Client, django_user_model: Any) -> None:
    client.force_login(django_user_model.objects.create_user("bo", is_staff=True))
    assert client.get(PAGE).status_code == 403
