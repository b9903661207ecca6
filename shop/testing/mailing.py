"""By what a test's mail is sent, in the settings that this Django has for it."""

from typing import Any

from pytest_django.fixtures import Settings

from shop.mail_server import HAS_MAILERS, mailer


def send_by(settings: Settings, backend: str, **options: Any) -> None:
    """Let mail be sent by a backend. `options` are `host` and `port` of a mail server."""
    if HAS_MAILERS:
        settings.MAILERS = {"default": mailer(backend, **options)}
        return
    settings.EMAIL_BACKEND = backend
    for name, value in options.items():
        setattr(settings, f"EMAIL_{name.upper()}", value)
