"""Putting right what a shopper mistyped: where an order goes, who pays it, and what they wrote beside it.

Delivery and tax were agreed for a country, so that stays. A parcel that is on its way is not led elsewhere by this; a
bill is written later, and can be put right until the order is cancelled.
"""

from collections.abc import Mapping
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from shop import addresses
from shop.orders.models import Order
from shop.orders.services import NotAllowed, Person, record

State = Order.State
FINAL = {State.SHIPPED, State.CANCELLED}


class OtherCountry(ValueError):
    """The order was agreed for another country; the message says what to do."""


def can_correct(order: Order, part: str) -> bool:
    """Tell whether this part of an order can be corrected: `shipping`, `billing` or `note`."""
    if part == "billing":
        return bool(order.billing_address) and not order.is_cancelled
    return order.state not in FINAL and (part == "note" or order.requires_shipping)


@transaction.atomic
def correct_address(*, order: Order, part: str, sent: Mapping[str, str], by: Person = None) -> Order:
    """Write another address into the order, and the former one into its history.

    Raises NotAllowed, OtherCountry and addresses.InvalidAddress.
    """
    order = order.locked()
    if not can_correct(order, part):
        raise NotAllowed(order, "correct the address")
    former: dict[str, str] = getattr(order, f"{part}_address")
    require_same_country(former, sent.get("country_code", ""))
    given = addresses.clean_address(sent)
    if given != former:
        setattr(order, f"{part}_address", given)
        order.save(update_fields=[f"{part}_address", "updated_at"])
        label = _("Delivery address") if part == "shipping" else _("Billing address")
        record(order=order, by=by, text=change(label, in_one_line(former), in_one_line(given)))
    return order


@transaction.atomic
def correct_note(*, order: Order, note: str, by: Person = None) -> Order:
    """Write another note into the order, and the former one into its history. Raises NotAllowed."""
    order = order.locked()
    if not can_correct(order, "note"):
        raise NotAllowed(order, "correct the note")
    if note != order.note:
        text = change(_("Note"), order.note, note)
        order.note = note
        order.save(update_fields=["note", "updated_at"])
        record(order=order, by=by, text=text)
    return order


def require_same_country(former: Mapping[str, Any], country: str) -> None:
    """Raise OtherCountry where the order was agreed for another one."""
    if country != former.get("country_code"):
        said = _(
            "Delivery and tax were agreed for %(country)s, so the country stays. For another country, "
            "cancel this order and let it be placed again."
        )
        raise OtherCountry(said % {"country": addresses.country_name(str(former.get("country_code")))})


def change(label: str, former: str, given: str) -> str:
    none = "\N{EN DASH}"
    return f"{label}: {former or none} → {given or none}"


def in_one_line(address: Mapping[str, str]) -> str:
    return ", ".join(addresses.address_lines(dict(address)))
