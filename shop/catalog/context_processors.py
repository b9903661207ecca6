"""What every template knows of the catalogue."""

from typing import Any

from django.http import HttpRequest
from django.utils.functional import SimpleLazyObject

from shop.catalog import navigation


def categories(request: HttpRequest) -> dict[str, Any]:
    """Give every template the top categories, each with its children. Queries once, when a template asks."""
    return {"categories": SimpleLazyObject(navigation.load)}
