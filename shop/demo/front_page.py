"""The demo shop's front page: sections like any merchant's."""

from typing import Any

from shop.demo.data import load
from shop.frontpage.models import Section


def demo_sections() -> list[dict[str, Any]]:
    """Return them as fields."""
    return list(load("front_page.json")["sections"])


def section_drawings() -> list[str]:
    """Return the names of the drawings that they show."""
    return [said["drawing"] for said in demo_sections() if "drawing" in said]


def write_front_page() -> None:
    """Give a shop that has no section those of the demo."""
    if Section.objects.exists():
        return
    for said in demo_sections():
        Section.objects.create(**said)


def remove_front_page() -> set[str]:
    """Delete the sections that are as the demo made them; return the drawings that they showed."""
    drawings: set[str] = set()
    for said in demo_sections():
        for section in Section.objects.filter(**said):
            drawings.add(section.drawing)
            section.delete()
    return drawings - {""}
