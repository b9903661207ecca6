"""How many letters strangers may have sent to one mailbox by ordering in its name."""

import logging
from collections.abc import Iterator

from django.conf import settings
from django.db import transaction
from django.utils import timezone, translation
from django.utils.translation import gettext as _

from shop.limits.attempts import Rule, Try
from shop.orders import services
from shop.orders.models import Letter, OrderEvent
from shop.orders.sources import mailbox

logger = logging.getLogger(__name__)

OF_A_KIND = Rule("letters of a kind to a mailbox", most=5, seconds=60 * 60)
BY_STRANGERS = (Letter.Kind.PLACED, Letter.Kind.CANCELLED)


def tries(letter: Letter) -> Iterator[Try]:
    """Yield what the letter is counted under, if anybody can bring it about without paying."""
    is_sent_again = "@" in letter.occasion
    if letter.kind in BY_STRANGERS and not is_sent_again and not letter.order.is_vouched_for:
        yield OF_A_KIND, f"{letter.kind} {mailbox(letter.order.email)}"


@transaction.atomic
def hold_back(letter: Letter) -> None:
    """Note that the letter is not sent, and put it before a person, who can send it all the same."""
    logger.warning("%s was held back: too many of its kind went to one mailbox", letter)
    Letter.objects.filter(pk=letter.pk).update(held_back_at=timezone.now())
    order = letter.order.locked()
    with translation.override(settings.LANGUAGE_CODE):
        text = _("This e-mail was held back, for many of its kind went to the same address: %(kind)s.") % {
            "kind": letter.get_kind_display()
        }
    services.add_attention(order, text)
    order.save()
    services.record(order=order, text=text, kind=OrderEvent.Kind.MAIL)
