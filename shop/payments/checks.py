"""What a merchant has still to say before shoppers can pay: `manage.py check` and the admin name it."""

from typing import Any

from django.conf import settings
from django.core.checks import CheckMessage, Warning, register
from django.db import DatabaseError
from django.utils.translation import gettext as _

from shop.payments.registry import PROVIDERS, get, is_online

SETTINGS = {
    "bank_transfer": "BANK_TRANSFER_INSTRUCTIONS",
    "cash": "CASH_INSTRUCTIONS",
    "offline": "OFFLINE_INSTRUCTIONS",
}


def unsaid() -> list[str]:
    """Return a sentence for each offered way to pay of which shoppers do not read where the money goes.

    Queries once for each version of the catalogue.
    """
    offered = [get(name) for name in settings.PAYMENT_PROVIDERS if name in PROVIDERS and not is_online(name)]
    said = _(
        "Shoppers who choose “%(label)s” do not read where to pay: write it on the shop's page in the admin, "
        "or into the setting %(setting)s."
    )
    return [
        said % {"label": provider.label, "setting": SETTINGS[provider.name]}
        for provider in offered
        if not provider.instructions.strip()
    ]


@register()
def instructions_are_written(**_kwargs: Any) -> list[CheckMessage]:
    try:
        return [Warning(sentence, id="payments.W001") for sentence in unsaid()]
    except DatabaseError:
        # Before the first migration nobody has written anything.
        return []
