"""What the admin's start page says of the first steps."""

from typing import Any

from django import template

from shop.staff.first_steps import first_steps
from shop.staff.opening import RIGHTS

register = template.Library()


@register.inclusion_tag("admin/_first_steps.html", takes_context=True)
def first_steps_left(context: Any) -> dict[str, Any]:
    """Give what is still to be done, to who may do it. Queries about once for each step."""
    is_owner = context["request"].user.has_perms(RIGHTS)
    return {"steps": [step for step in first_steps() if not step.is_done] if is_owner else []}
