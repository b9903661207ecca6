"""Mail that does not go out, in sentences for the merchant."""

from django.conf import settings
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from shop import mail_server
from shop.orders.models import Letter

REACH_NOBODY = {f"django.core.mail.backends.{name}.EmailBackend" for name in ("console", "dummy", "filebased")}


def complaints() -> list[str]:
    """Say that mail is not set up, and which letters wait, since when and why. Queries, and writes nothing."""
    said = []
    if mail_server.backend() in REACH_NOBODY and not settings.DEBUG:
        said.append(_("Mail is not set up: letters to shoppers reach nobody. Write your mail server into EMAIL_URL."))
    stuck = Letter.objects.stuck(timezone.now())
    if oldest := stuck.first():
        count = stuck.count()
        text = ngettext(
            "%(count)d e-mail waits to be sent, since %(since)s.",
            "%(count)d e-mails wait to be sent, the first since %(since)s.",
            count,
        )
        since = date_format(timezone.localtime(oldest.created_at), "SHORT_DATETIME_FORMAT")
        said.append(text % {"count": count, "since": since} + " " + why(oldest))
    return said


def why(letter: Letter) -> str:
    if not letter.attempts:
        return _("Nobody tries to send them: is manage.py housekeeping running?")
    return _("The last error: %(error)s") % {"error": letter.error or _("none yet")}
