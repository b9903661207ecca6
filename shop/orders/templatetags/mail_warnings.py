"""What the admin says of mail that does not go out."""

from django import template

from shop.orders.undelivered import complaints

register = template.Library()


@register.inclusion_tag("admin/_mail.html")
def mail_warnings() -> dict[str, list[str]]:
    """Queries twice where letters wait, else once."""
    return {"sentences": complaints()}
