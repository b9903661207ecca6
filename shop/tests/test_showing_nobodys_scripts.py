"""Whoever writes markup into the shop, and in whatever way: no page, mail or file for robots has it as markup."""

import json
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any
from xml.etree import ElementTree as ET

import html5lib
import pytest
from django.contrib.auth.models import User
from django.core import mail
from django.core.management import call_command
from django.db import connection
from django.db.models import CharField, TextField
from django.test import Client
from django.urls import URLPattern, URLResolver, get_resolver
from pytest_django.fixtures import Settings

from shop.catalog.models import Category, Product, ProductImage
from shop.catalog.previews import address_of_preview
from shop.catalog.tests.admin_pages import fields_of, page_of, send
from shop.catalog.tests.product_files import bring_in, product_row, write_csv
from shop.checkout.tests.shopping import Shopper
from shop.content import views as content
from shop.content.models import MenuItem, Page
from shop.frontpage.kinds.registry import KINDS
from shop.frontpage.models import Quote, Section
from shop.orders.models import Order
from shop.orders.outbox import send_due
from shop.testing.builders import make_category, make_product
from shop.testing.orders import ADA, make_order
from shop.testing.terms import make_method, make_rate

EVIL = "<script>pwned()</script><img src=x onerror=pwned()></title></textarea></style>\"'><b id=pwned>x</b>"
SHORT = '"><b id=pwned>'

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("starting_pages"), pytest.mark.slow]
Write = Callable[[Product, Path], object]


def smuggled(html: str) -> list[str]:
    """Return the elements that are there by what somebody wrote."""
    root = html5lib.parse(html, treebuilder="etree", namespaceHTMLElements=False)
    return [
        element.tag
        for element in root.iter()
        if element.get("id") == "pwned"
        or "onerror" in element.attrib
        or (element.tag == "script" and "pwned" in (element.text or ""))
    ]


def import_it(product: Product, folder: Path) -> None:
    row = product_row(product.slug, Title=EVIL, Vendor=EVIL, **{"Body_(HTML)": EVIL})
    bring_in(write_csv(folder / "products.csv", [row]))


def edit_it(product: Product, _: Path) -> None:
    client = Client()
    client.force_login(User.objects.create_superuser("ada", "ada@example.com", "pw"))
    fields = fields_of(client, page_of(product)) | {"title": EVIL}
    assert "<script> cannot stand in a text." in send(client, page_of(product), fields | {"description": EVIL})[0]
    assert send(client, page_of(product), fields | {"description": "<b onclick=pwned() id=pwned>x</b>"}) == []


def save_it(product: Product, _: Path) -> None:
    product.description = EVIL
    product.save()


def create_it_in_bulk(product: Product, _: Path) -> None:
    product.delete()
    Product.objects.bulk_create(
        [Product(title=EVIL, slug=product.slug, description=EVIL, status=Product.Status.ACTIVE)]
    )


def update_it_in_bulk(product: Product, _: Path) -> None:
    product.description = EVIL
    Product.objects.bulk_update([product], ["description"])


def load_it(product: Product, folder: Path) -> None:
    file = folder / "product.json"
    call_command("dumpdata", "catalog.product", output=file, verbosity=0)
    [row] = json.loads(file.read_text())
    row["fields"]["description"] = EVIL
    file.write_text(json.dumps([row]))
    call_command("loaddata", file, verbosity=0)


def write_it_past_django(product: Product, _: Path) -> None:
    with connection.cursor() as cursor:
        cursor.execute("UPDATE catalog_product SET description = %s WHERE id = %s", [EVIL, product.pk])


@pytest.mark.parametrize(
    "write",
    [
        import_it,
        edit_it,
        save_it,
        create_it_in_bulk,
        update_it_in_bulk,
        lambda product, _: Product.objects.filter(pk=product.pk).update(description=EVIL),
        load_it,
        write_it_past_django,
    ],
    ids=["import", "admin", "save", "bulk_create", "bulk_update", "update", "loaddata", "SQL"],
)
def test_a_description_is_clean_on_its_page_however_it_was_written(
    write: Write, client: Client, tmp_path: Path
) -> None:
    product = make_product(slug="mug")

    write(product, tmp_path)

    page = client.get("/products/mug/").content.decode()
    assert "<b>x</b>" in page.partition('<div class="prose">')[2]
    assert smuggled(page) == []


@pytest.fixture
def evil_shop(settings: Settings) -> Order:
    """A shop in which every text says markup, and an order in it."""
    for name in ("SHOP_NAME", "SHOP_TAGLINE", "OFFLINE_INSTRUCTIONS"):
        setattr(settings, name, EVIL)
    category = make_category(name=EVIL, slug="mugs", description=EVIL)
    fields: dict[str, Any] = {
        field.name: EVIL
        for field in Product._meta.fields  # noqa: SLF001 documented in spite of its name
        if isinstance(field, CharField | TextField) and field.blank and not field.name.startswith("option")
    }
    product = make_product(title=EVIL, slug="mug", category=category, options={EVIL: [EVIL, SHORT]}, **fields)
    make_product(title=f"{EVIL} too", slug="cup", category=category, **fields)
    ProductImage.objects.create(product=product, alt=EVIL, source=EVIL, drawing="drawings/a.svg")
    Category.objects.update(name=EVIL, description=EVIL)
    with connection.cursor() as cursor:
        cursor.execute("UPDATE catalog_product SET description = %s, vendor = %s", [EVIL, EVIL])
    for kind in KINDS:
        section = Section.objects.create(
            kind=kind,
            heading=EVIL[:120],
            text=EVIL,
            alt=EVIL,
            button=SHORT,
            link=SHORT,
            category=category,
            drawing="a.svg",
        )
        Quote.objects.create(section=section, text=EVIL, author=EVIL[:120])
    Page.objects.filter(kind="about").update(title=EVIL, slug="about", description=EVIL, text=EVIL, status="published")
    Page.objects.filter(kind="terms").update(title=EVIL, text=EVIL, description=EVIL)
    MenuItem.objects.create(label=EVIL[:100], category=category)
    MenuItem.objects.create(label=SHORT, address="/search/", menu="foot")
    make_method(name=EVIL[:80])
    make_rate(name=SHORT)
    address = ADA | {"name": EVIL, "street_address": EVIL, "city": EVIL}
    order = make_order(
        of={product.variants.all()[0]: 1},
        shipping_address=address,
        billing_address=address,
        note=EVIL,
        delivery_name=SHORT,
        taxes=[{"name": EVIL, "percent": "19.000", "amount": "3.19"}],
    )
    Order.objects.update(coupon_code=SHORT)
    return order


PAGES: dict[str, list[str]] = {
    "brand:stylesheet": ["/brand/0123456789ab.css"],
    "cart:cart": ["/cart/"],
    "catalog:home": ["/"],
    "catalog:category-detail": ["/category/mugs/", "/category/mugs/?sort=price"],
    "catalog:product-detail": ["/products/mug/", "/products/mug/?Option=x"],
    "catalog:product-choice": ["/products/mug/choice/"],
    "catalog:product-preview": ["{preview}"],
    "catalog:search": ["/search/", "/search/?q=pwned", "/search/?q=%3Cscript%3Epwned%28%29%3C/script%3E"],
    "catalog:suggestions": ["/search/suggestions/?q=pwned", "/search/suggestions/?q=%22%3E%3Cb+id%3Dpwned%3E"],
    "checkout:section": ["/checkout/contact/", "/checkout/address/", "/checkout/delivery/", "/checkout/payment/"],
    "checkout:review": ["/checkout/review/"],
    "content:page-detail": ["/pages/about/"],
    "content:page-preview": ["{page_preview}"],
    "orders:look-up": ["/orders/"],
    "orders:order-detail": ["/orders/{token}/"],
    "robots": ["/robots.txt"],
    "sitemap-index": ["/sitemap.xml"],
    "sitemap": ["/sitemap-products.xml", "/sitemap-pages.xml", "/sitemap-categories.xml"],
    "speculation-rules": ["/speculation-rules.json"],
}
NO_PAGES = {
    **dict.fromkeys(
        (
            "cart:add-line",
            "cart:set-line",
            "cart:set-coupon",
            "cart:clear",
            "cart:restore",
            "checkout:forget",
            "checkout:give-up",
        ),
        "a form's",
    ),
    **dict.fromkeys(("catalog:former-everything", "catalog:former-collection", "catalog:former-product"), "leads on"),
    **dict.fromkeys(("checkout:start", "checkout:pay", "checkout:return"), "leads on"),
    "payments:webhook": "a provider's",
}


def names_of(resolver: URLResolver, above: str = "") -> Iterator[str]:
    for pattern in resolver.url_patterns:
        if isinstance(pattern, URLPattern):
            yield f"{above}{pattern.name}"
        elif pattern.app_name != "admin":
            yield from names_of(pattern, f"{pattern.namespace}:" if pattern.namespace else above)


def test_every_address_is_looked_at_or_shows_nothing() -> None:
    assert set(names_of(get_resolver())) == PAGES.keys() | NO_PAGES.keys()


@pytest.mark.parametrize("headers", [{}, {"HX-Request": "true"}], ids=["whole", "parts"])
def test_no_page_has_what_somebody_wrote_as_markup(headers: dict[str, str], evil_shop: Order, client: Client) -> None:
    shopper = Shopper(client)
    shopper.add(Product.objects.get(slug="cup"))
    shopper.fill("contact", {"email": "ada@example.org", "phone": ""})
    draft = make_product(title=EVIL, options={EVIL: [EVIL, SHORT]}, description=EVIL, status=Product.Status.DRAFT)
    written = {"token": evil_shop.token, "preview": address_of_preview(draft)}
    written["page_preview"] = content.address_of_preview(Page.objects.get(kind="terms"))
    addresses = [address.format(**written) for own in PAGES.values() for address in own]

    for address in [*addresses, f"/none{SHORT}/", f"/category/none{SHORT}/"]:
        answer = client.get(address, headers=headers, follow=True)
        text = answer.content.decode()
        kind = answer.headers["Content-Type"].partition(";")[0]
        if kind == "application/xml":
            assert "pwned" not in {element.tag for element in ET.fromstring(text).iter()}  # noqa: S314
        elif kind == "text/html":
            assert smuggled(text) == [], address
        else:
            assert answer.headers["X-Content-Type-Options"] == "nosniff"


def test_no_page_of_the_admin_has_it_either(evil_shop: Order, admin_client: Client) -> None:
    order, product = evil_shop.pk, Product.objects.get(slug="mug").pk
    for path in ("product/", f"product/{product}/change/", "category/", "variant/", "productimage/"):
        answer: Any = admin_client.get(f"/admin/catalog/{path}", follow=True)
        assert smuggled(answer.content.decode()) == [], path
    for path in ("", "preview/", f"{Section.objects.all()[0].pk}/change/"):
        assert smuggled(admin_client.get(f"/admin/frontpage/section/{path}").content.decode()) == [], path
    for path in ("", f"{order}/change/", f"{order}/history/"):
        assert smuggled(admin_client.get(f"/admin/orders/order/{path}").content.decode()) == [], path


def test_no_mail_has_it(evil_shop: Order) -> None:
    send_due()

    [sent] = mail.outbox
    assert isinstance(sent, mail.EmailMultiAlternatives)
    assert "pwned" in str(sent.alternatives[0][0])
    assert smuggled(str(sent.alternatives[0][0])) == []
