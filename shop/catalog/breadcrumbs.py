"""The way from the front page to where a shopper is."""

from typing import NamedTuple

from django.utils.safestring import SafeString

from shop.catalog.navigation import Branch
from shop.stencils import Stencil, Text


class Breadcrumb(NamedTuple):
    """A step of the way; the last one leads nowhere."""

    name: Text
    url: Text = ""


class Breadcrumbs(NamedTuple):
    """All steps behind the front page, drawn."""

    steps: Text


BREADCRUMB = Stencil("catalog/_breadcrumb.html", "step", Breadcrumb)
BREADCRUMBS = Stencil("catalog/_breadcrumbs.html", "breadcrumbs", Breadcrumbs)


def draw_breadcrumbs(above: Branch | None, here: str) -> SafeString:
    """Draw the way through the categories above it to what is called `here`."""
    trail = [branch.category for branch in above.trail] if above else []
    steps = [*(Breadcrumb(category.name, category.get_absolute_url()) for category in trail), Breadcrumb(here)]
    return BREADCRUMBS.draw(Breadcrumbs(BREADCRUMB.draw_all(steps)))
