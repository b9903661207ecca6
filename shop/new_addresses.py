"""Telling whoever wants to know that a page has got another address."""

from typing import Any

from django.dispatch import Signal
from django.http import HttpRequest

address_changed = Signal()
"""A page's address is another one: `former` and `address` are paths. Sent in the transaction that saves it."""


class TellsOfNewAddresses:
    """An admin of pages whose address has their slug in it. It tells who has another one after it is saved."""

    def save_model(self: Any, request: HttpRequest, obj: Any, form: Any, change: bool) -> None:  # noqa: FBT001
        """Save, and tell of a new address."""
        former = form.initial.get("slug", "") if change and "slug" in form.changed_data else ""
        super().save_model(request, obj, form, change)  # type: ignore[misc]
        if former:
            slug, obj.slug = obj.slug, former
            path = obj.get_absolute_url()
            obj.slug = slug
            address_changed.send(type(obj), former=path, address=obj.get_absolute_url())
