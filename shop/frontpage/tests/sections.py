"""Sections for tests, and what a visitor finds of them."""

import re
from typing import Any

from django.test import Client

from shop.frontpage.models import Section


def make_section(kind: str, **fields: Any) -> Section:
    """Create a section at the end of the page."""
    return Section.objects.create(kind=kind, **fields)


def front(client: Client) -> str:
    """Return what stands in the front page's main part."""
    html = client.get("/").content.decode()
    return html.partition('<main id="main"')[2].partition("</main>")[0]


def titles(html: str) -> list[str]:
    """Return the products on cards, in the order of the page."""
    return re.findall(r'class="card__title"><a href="[^"]+">([^<]+)</a>', html)


def headings(html: str) -> list[tuple[str, str]]:
    """Return the headings above sections, each with its level."""
    return re.findall(r"<(h[12])[^>]*>([^<]+)</h[12]>", html)


def parts(html: str) -> list[str]:
    """Return the sections' HTML, in the order of the page."""
    return re.findall(r"<section.*?</section>", html, re.DOTALL)
