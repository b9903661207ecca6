"""How long one request to a provider may take."""

import httpx

from shop.payments.patience import current

SECONDS_TO_CONNECT = 2.0
# Whoever waits, and for however many answers: one that is not begun by then does not come.
SECONDS_OF_SILENCE = 10.0


def time_limit() -> httpx.Timeout:
    """Return what is left of the patience that holds: connecting may take a part."""
    left = current()[1]
    return httpx.Timeout(min(left, SECONDS_OF_SILENCE), connect=min(left, SECONDS_TO_CONNECT))
