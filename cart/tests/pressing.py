"""Pressing a button of a page as a browser without scripts does."""

from typing import Any
from xml.etree.ElementTree import Element

import html5lib
from django.test import Client

OWN_FORM = {"Sec-Fetch-Site": "same-origin"}


def press_in(client: Client, html: str, button: str) -> Any:
    """Send the one form of a page that has this button, and return the answer."""
    return client.post(form_of(html, button).attrib["action"], fields_of(html, button), headers=OWN_FORM)


def fields_of(html: str, button: str) -> dict[str, str]:
    return {field.attrib["name"]: field.get("value", "") for field in form_of(html, button).iter("input")}


def form_of(html: str, button: str) -> Element:
    page = html5lib.parse(html, treebuilder="etree", namespaceHTMLElements=False)
    [form] = [form for form in page.iter("form") if form.find(f".//button[@id='{button}']") is not None]
    assert isinstance(form, Element)
    return form
