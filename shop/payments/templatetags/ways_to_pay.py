"""What the admin says of ways to pay that are not set up to the end."""

from django import template

from shop.payments.checks import unsaid

register = template.Library()


@register.inclusion_tag("admin/_ways_to_pay.html")
def ways_to_pay_warnings() -> dict[str, list[str]]:
    return {"sentences": unsaid()}
