"""The page on which the shopper pays, or does not. No money moves, and it says so."""

from django.conf import settings
from django.template import loader
from django.utils import translation

from shop.money import in_currency
from shop.payments.minor import from_minor
from shop.payments.origins import origin
from shop.payments.sandbox.ledger import CAPTURED, EXPIRED, FAILED, Attempt


def draw(attempt: Attempt, refused: str = "") -> str:
    """Return the page of an attempt as it stands; `refused` is an amount that was typed and cannot go back."""
    language = attempt.language if attempt.language in dict(settings.LANGUAGES) else settings.LANGUAGE_CODE
    with translation.override(language):
        amount, left = (
            in_currency(from_minor(minor, attempt.currency), attempt.currency)
            for minor in (attempt.amount_minor, attempt.left_minor)
        )
        return loader.render_to_string(
            "payments/_sandbox_page.html",
            {
                "amount": amount,
                "left": left,
                "attempt": attempt,
                "refused": refused,
                "is_captured": attempt.state == CAPTURED,
                "is_declined": attempt.state == FAILED,
                "is_expired": attempt.state == EXPIRED,
            },
        )


def policy(attempt: Attempt) -> str:
    """Return the Content-Security-Policy of the page: its forms lead back to the shop."""
    shop = " ".join(sorted({origin(attempt.return_url), origin(attempt.cancel_url)}))
    return (
        f"default-src 'none'; style-src 'self'; img-src 'self'; form-action 'self' {shop}; "
        "base-uri 'none'; frame-ancestors 'none'"
    )
