"""What the shop tells a visitor on the next page: Django's messages, where pages have their place for them."""

from collections.abc import Sequence

from django.contrib.messages import get_messages
from django.http import HttpRequest
from django.template.loader import render_to_string


def fill_messages(request: HttpRequest, arguments: Sequence[str]) -> list[str]:
    """Draw the messages that were not shown yet, and count them as shown."""
    messages = get_messages(request)
    return [render_to_string("_messages.html", {"messages": messages}) if messages else "" for _ in arguments]
