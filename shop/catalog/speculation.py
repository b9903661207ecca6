"""Which links a browser may follow before they are clicked: Speculation Rules, sent by a header with every page.

The pages of the catalogue alone, which are the same whoever asks and however often. A page is prefetched when a link
to it is hovered, and prerendered when the link is pressed.
"""

import json
from functools import cache
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.deprecation import MiddlewareMixin
from django.views.decorators.cache import cache_control
from django.views.decorators.http import require_safe

SECONDS = 60 * 60 * 24
CONTENT_TYPE = "application/speculationrules+json"
# A link that htmx takes up, and one to a place in the same page, lead to no other page.
LEADS_NOWHERE = "[hx-get], [href^='#']"


class SpeculationRulesMiddleware(MiddlewareMixin):
    """Name the rules in each page; a part that htmx asks for has those of the page it comes into."""

    def process_response(self, request: HttpRequest, response: HttpResponse) -> HttpResponse:
        if response.get("Content-Type", "").startswith("text/html") and "HX-Request" not in request.headers:
            response["Speculation-Rules"] = address()
        return response


@cache
def address() -> str:
    """Return where the rules are, as the header says it."""
    return f'"{reverse("speculation-rules")}"'


@require_safe
@cache_control(public=True, max_age=SECONDS)
def speculation_rules(request: HttpRequest) -> HttpResponse:
    """The rules as the browser asks for them, once a day."""
    return HttpResponse(json.dumps(rules()), content_type=CONTENT_TYPE)


@cache
def rules() -> dict[str, Any]:
    """Return the rules: a prefetch costs the shop a page, a prerender the shopper's machine one more."""
    where = {
        "and": [
            {"or": [{"href_matches": {"pathname": path}} for path in paths()]},
            {"not": {"selector_matches": LEADS_NOWHERE}},
        ]
    }
    return {
        "prefetch": [{"where": where, "eagerness": "moderate"}],
        "prerender": [{"where": where, "eagerness": "conservative"}],
    }


def paths() -> list[str]:
    """Return patterns of the addresses of pages that any visitor may browse."""
    slug = "SLUG"
    return [
        reverse("catalog:home"),
        reverse("catalog:search"),
        *(
            reverse(name, args=[slug]).replace(slug, ":slug")
            for name in ("catalog:category-detail", "catalog:product-detail")
        ),
    ]
