"""Sending the letters that are due, each once, however many do it at the same time."""

import logging
from collections.abc import Callable
from datetime import timedelta
from typing import Any

from django.conf import settings
from django.db import transaction
from django.utils import timezone, translation
from django.utils.translation import gettext as _

from shop import mail_server
from shop.limits.attempts import TooManyAttempts, attempt, take_back
from shop.orders import letter_limits, letters, services
from shop.orders.models import Letter, OrderEvent
from shop.orders.models.letters import MOST_ATTEMPTS

logger = logging.getLogger(__name__)

AT_ONCE = 100
FIRST_PAUSE = timedelta(seconds=10)
LONGEST_PAUSE = timedelta(hours=1)
# Whoever dies while sending leaves the letter to others after this time.
LEASE = timedelta(minutes=5)


def send_due(*, is_wanted: Callable[[], bool] = lambda: True) -> int:
    """Send what is due, and return how many letters were sent. Never raises for a mail server that fails.

    One query where nothing is due. Each letter is claimed before it is sent, so that nobody else sends it too; what
    cannot be sent is tried again after a pause that grows from ten seconds to an hour. `is_wanted` is asked before
    each.
    """
    due = list(Letter.objects.due(timezone.now()).select_related("order")[:AT_ONCE])
    if not due:
        return 0
    connection = mail_server.connection()
    try:
        connection.open()
    except OSError as error:
        # One attempt for all of them: a server that hangs is not waited for again and again.
        for letter in due:
            if claim(letter):
                postpone(letter, error)
        return 0
    try:
        return sum(send(letter, connection) for letter in due if is_wanted())
    finally:
        close(connection)


def send(letter: Letter, connection: Any) -> bool:
    """Send one letter over an open connection; tell whether it was sent by this."""
    if not claim(letter):
        return False
    tries = list(letter_limits.tries(letter))
    try:
        attempt(*tries)
    except TooManyAttempts:
        letter_limits.hold_back(letter)
        return False
    mail = letters.compose(letter)
    try:
        connection.send_messages([mail])
    except (OSError, ValueError) as error:
        take_back(*tries)
        postpone(letter, error)
        # The next letter opens it anew.
        close(connection)
        return False
    Letter.objects.filter(pk=letter.pk).update(sent_at=timezone.now(), error="")
    return True


def claim(letter: Letter) -> bool:
    """Take the letter for one attempt; false where another sender was faster."""
    now = timezone.now()
    unclaimed = Letter.objects.due(now).order_by().filter(pk=letter.pk, attempts=letter.attempts)
    letter.attempts += 1
    return bool(unclaimed.update(attempts=letter.attempts, next_at=now + LEASE))


def postpone(letter: Letter, error: Exception) -> None:
    """Note why a letter that was claimed could not be sent, and when it is tried again; at last a person is told."""
    said = f"{type(error).__name__}: {error}"[:1000]
    logger.warning("%s could not be sent: %s", letter, said)
    pause = min(FIRST_PAUSE * 2 ** min(letter.attempts - 1, 10), LONGEST_PAUSE)
    Letter.objects.filter(pk=letter.pk).update(error=said, next_at=timezone.now() + pause)
    if letter.attempts >= MOST_ATTEMPTS:
        give_up(letter, said)


@transaction.atomic
def give_up(letter: Letter, said: str) -> None:
    """Put a letter that nobody can send before a person."""
    order = letter.order.locked()
    with translation.override(settings.LANGUAGE_CODE):
        text = _("This e-mail could not be sent: %(kind)s. %(error)s") % {
            "kind": letter.get_kind_display(),
            "error": said,
        }
    services.add_attention(order, text)
    order.save()
    services.record(order=order, text=text, kind=OrderEvent.Kind.MAIL)


def close(connection: Any) -> None:
    """Close a connection, which may be broken already."""
    try:
        connection.close()
    except OSError as error:
        logger.info("The mail server did not say goodbye: %s", error)
