"""The pages that a new shop begins with: drafts, which say where something is to be filled in."""

from pathlib import Path
from typing import Any

TEXTS = Path(__file__).parent / "starting_texts"
TITLES = {
    "imprint": "Imprint",
    "terms": "Terms",
    "privacy": "Privacy",
    "withdrawal": "Right of withdrawal",
    "delivery": "Delivery and payment",
    "accessibility": "Accessibility",
    "about": "About us",
    "contact": "Contact",
}


def make_missing(pages: Any) -> list[str]:
    """Make a draft of each kind that has none, unless its address is taken, and return their titles. Writes."""
    made = []
    taken = set(pages.values_list("kind", flat=True)) | set(pages.values_list("slug", flat=True))
    for kind, title in TITLES.items():
        if kind not in taken:
            pages.create(kind=kind, slug=kind, title=title, text=(TEXTS / f"{kind}.html").read_text(encoding="utf-8"))
            made.append(title)
    return made
