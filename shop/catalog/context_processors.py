"""What every template knows of the catalogue."""

from typing import Any

from django.http import HttpRequest
from django.utils.functional import SimpleLazyObject

from shop import site_menus
from shop.catalog import navigation


def categories(request: HttpRequest) -> dict[str, Any]:
    """Give every template the top categories, each with its children. Queries once, when a template asks."""
    return {"categories": SimpleLazyObject(navigation.load)}


def menus(request: HttpRequest) -> dict[str, Any]:
    """Give every template the menus of the head and the foot. Queries once, when a template asks."""
    return {"menus": SimpleLazyObject(site_menus.current)}
