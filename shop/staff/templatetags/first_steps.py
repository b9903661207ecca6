"""The way from a page of the back office to the first steps."""

from typing import Any

from django import template
from django.urls import reverse

from shop.staff.way_back import takes_steps

register = template.Library()


@register.inclusion_tag("admin/_way_back.html", takes_context=True)
def way_to_first_steps(context: Any) -> dict[str, Any]:
    """Give the way back to who takes the first steps, on all pages but their own."""
    request = context["request"]
    return {"is_shown": takes_steps(request) and request.path != reverse("admin:first-steps")}
