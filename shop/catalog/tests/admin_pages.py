"""What a merchant does with a page of the admin: read the form on it, change some fields, send it."""

from io import BytesIO
from typing import Any
from xml.etree.ElementTree import Element

import html5lib
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse
from PIL import Image

from shop.catalog.models import Product

ADD = reverse("admin:catalog_product_add")


def page_of(product: Product) -> str:
    return reverse("admin:catalog_product_change", args=[product.pk])


def fields_of(client: Client, page: str) -> dict[str, Any]:
    return dict(form_fields(client.get(page).content.decode(), form="product_form"))


def send(client: Client, page: str, fields: dict[str, Any]) -> list[str]:
    """Send the form; return the sentences that refuse it, or nothing when it was saved."""
    response = client.post(page, fields)
    if response.status_code == 302:
        return []
    assert response.status_code == 200
    return errors(response.content.decode())


def variant(number: int, **fields: Any) -> dict[str, Any]:
    """Return the fields of one more row of variants."""
    row = {"price": "20", "stock": "5", "track_stock": "on", "weight_grams": "0", "position": str(number), **fields}
    return {"variants-TOTAL_FORMS": str(number + 1), **{f"variants-{number}-{name}": row[name] for name in row}}


def image(number: int, **fields: Any) -> dict[str, Any]:
    row = {"position": str(number), "alt": "", **fields}
    return {"images-TOTAL_FORMS": str(number + 1), **{f"images-{number}-{name}": row[name] for name in row}}


def form_fields(html: str, *, form: str) -> dict[str, str]:
    """Return what a browser would send of the form with this id if nothing was changed. Files are left out."""
    page = html5lib.parse(html, treebuilder="etree", namespaceHTMLElements=False)
    element = page.find(f".//form[@id='{form}']")
    assert element is not None, f"There is no form {form!r} in the page."
    found: dict[str, str] = {}
    inert = {field for template in element.iter("template") for field in template.iter()}
    for field in element.iter():
        value = None if field in inert else _value(field)
        if field.get("name") and value is not None:
            found[field.attrib["name"]] = value
    return found


def _value(field: Element) -> str | None:
    if field.tag == "textarea":
        return field.text or ""
    if "multiple" in field.attrib:
        # Which of several are chosen is for the test to say.
        return None
    if field.tag == "select":
        # One that is filled by a script has none yet.
        options = list(field.iter("option")) or [Element("option")]
        chosen = next((option for option in options if "selected" in option.attrib), options[0])
        return chosen.get("value", "")
    if field.tag != "input" or field.get("type") in ("file", "submit"):
        return None
    if field.get("type") == "checkbox":
        return field.get("value", "on") if "checked" in field.attrib else None
    return field.get("value", "")


def errors(html: str) -> list[str]:
    """Return the sentences that refuse a form, in the order of the page."""
    page = html5lib.parse(html, treebuilder="etree", namespaceHTMLElements=False)
    lists: list[Any] = [element for element in page.iter("ul") if "errorlist" in element.get("class", "").split()]
    return ["".join(item.itertext()) for found in lists for item in found.iter("li")]


def rows(html: str) -> list[list[str]]:
    """Return the text of each cell of a list page."""
    page = html5lib.parse(html, treebuilder="etree", namespaceHTMLElements=False)
    table = page.find(".//table[@id='result_list']/tbody")
    if table is None:
        return []
    return [["".join(cell.itertext()) for cell in row if cell.tag in ("td", "th")] for row in table.iter("tr")]


def picture_upload(
    *, name: str = "mug.png", size: tuple[int, int] = (40, 30), encoding: str = "PNG"
) -> SimpleUploadedFile:
    buffer = BytesIO()
    Image.new("RGB", size, "teal").save(buffer, encoding)
    return SimpleUploadedFile(name, buffer.getvalue())
