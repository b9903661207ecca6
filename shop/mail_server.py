"""How the shop reaches its mail server: by EMAIL settings, or by MAILERS, which Django has from 6.1 on instead."""

from typing import Any

import django
from django.conf import settings
from django.core import mail

HAS_MAILERS = django.VERSION >= (6, 1)
SMTP = "django.core.mail.backends.smtp.EmailBackend"
FILES = "django.core.mail.backends.filebased.EmailBackend"


def mailer(backend: str, **options: Any) -> dict[str, Any]:
    """Return an entry of MAILERS with those of the options that this backend knows."""
    known = {SMTP: options.keys() - {"file_path"}, FILES: {"file_path"}}.get(backend, set())
    return {"BACKEND": backend, "OPTIONS": {name: value for name, value in options.items() if name in known}}


def connection() -> Any:
    """Return a connection to the mail server that is not open yet."""
    return mail.mailers.default if HAS_MAILERS else mail.get_connection()


def backend() -> str:
    """Return the class by which mail is sent."""
    return str(settings.MAILERS["default"]["BACKEND"] if HAS_MAILERS else settings.EMAIL_BACKEND)
