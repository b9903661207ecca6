"""What is derived from the shop's secret key, and stays the same when that is changed."""

from collections.abc import Sequence

from django.conf import settings
from django.utils.crypto import salted_hmac


def oldest_key(key: str, fallbacks: Sequence[str]) -> str:
    """Return the key to derive from: the oldest that is still known, so that a newer one changes nothing derived."""
    return fallbacks[-1] if fallbacks else key


def keyed_hash(salt: str, text: str) -> str:
    """Return a hash that can be found again, but neither read nor made without the shop's key.

    What must be verified rather than found again is signed, by `django.core.signing`, which tries all keys.
    """
    secret = oldest_key(settings.SECRET_KEY, settings.SECRET_KEY_FALLBACKS)
    return salted_hmac(salt, text, secret=secret, algorithm="sha256").hexdigest()
