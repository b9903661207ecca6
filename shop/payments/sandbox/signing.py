"""Signatures of webhooks, in the scheme that Stripe made common: a time stamp, and a HMAC of time stamp and body."""

import hashlib
import hmac
import time

HEADER = "Sandbox-Signature"
SECONDS_OF_TRUST = 300
# Python refuses to read a number of thousands of digits.
DIGITS_OF_A_STAMP = 20


def sign(body: bytes, secret: str, *, at: int | None = None) -> str:
    """Return the header for a body that is sent at this time (seconds since 1970), by default now."""
    stamp = int(time.time()) if at is None else at
    return f"t={stamp},v1={_digest(body, secret, stamp)}"


def objection(body: bytes, header: str, secret: str) -> str:
    """Say why the signature does not hold, or nothing where it does."""
    parts = dict(part.split("=", 1) for part in header.split(",") if "=" in part)
    stamp = parts.get("t", "")
    if not (stamp.isascii() and stamp.isdigit() and len(stamp) < DIGITS_OF_A_STAMP):
        return "it has no time stamp"
    if not hmac.compare_digest(parts.get("v1", "").encode(), _digest(body, secret, int(stamp)).encode()):
        return "it was not made with the secret that is shared"
    if abs(time.time() - int(stamp)) > SECONDS_OF_TRUST:
        return "its time stamp is too old"
    return ""


def _digest(body: bytes, secret: str, stamp: int) -> str:
    return hmac.new(secret.encode(), f"{stamp}.".encode() + body, hashlib.sha256).hexdigest()
