"""What has changed between the quote that the shopper saw and the one that holds now, each thing by its name."""

from collections.abc import Iterator
from datetime import date
from decimal import Decimal
from typing import Any

from django.core import signing
from django.utils.translation import gettext as _

from shop.dates import weekday
from shop.money import format_money

SALT = "shop.checkout.shown"
Terms = dict[str, Any]


def sign(terms: Terms) -> str:
    """Sign terms, so that a form can carry them and nobody can alter them."""
    return signing.dumps(terms, salt=SALT, compress=True)


def read_signed(signed: str) -> Terms | None:
    """Return the terms, or None where the text was not signed by this shop."""
    try:
        terms: Terms = signing.loads(signed, salt=SALT)
    except signing.BadSignature:
        return None
    return terms


def differences(shown: Terms, now: Terms) -> list[str]:
    """Say in sentences what is different now. Nothing is left out: where the totals differ, something is said."""
    said = [
        *line_differences(shown["lines"], now["lines"]),
        *other_differences(shown, now),
        *answer_differences(shown, now),
    ]
    if shown["total"] != now["total"]:
        said.append(_("The total is %(now)s instead of %(before)s.") % money(now=now["total"], before=shown["total"]))
    return said


def line_differences(shown: dict[str, Any], now: dict[str, Any]) -> Iterator[str]:
    for key, before in shown.items():
        after = now.get(key)
        title = {"title": before["title"]}
        if after is None:
            yield _("%(title)s cannot be had any more and is not part of the order.") % title
            continue
        if after["title"] != before["title"]:
            yield _("“%(before)s” is called “%(now)s” now.") % {"before": before["title"], "now": after["title"]}
            title = {"title": after["title"]}
        if after["quantity"] != before["quantity"]:
            counts = {"now": after["quantity"], "before": before["quantity"]}
            yield _("%(title)s: %(now)d instead of %(before)d.") % (title | counts)
        if after["price"] != before["price"]:
            prices = money(now=after["price"], before=before["price"])
            yield _("%(title)s costs %(now)s instead of %(before)s.") % (title | prices)
    for key, after in now.items():
        if key not in shown:
            yield _("%(title)s is part of the order now.") % {"title": after["title"]}


def other_differences(shown: Terms, now: Terms) -> Iterator[str]:
    if shown["delivery"] != now["delivery"]:
        if now["delivery"] is None:
            yield _("Nothing is to be delivered any more.")
        else:
            name, price = now["delivery"]
            yield _("Delivery is “%(name)s” for %(price)s now.") % {"name": name, **money(price=price)}
    elif shown["promise"] != now["promise"]:
        yield _("It arrives on other days than before: between %(first)s and %(last)s.") % days(now["promise"])
    if shown["coupon"] != now["coupon"]:
        if now["coupon"]:
            yield _("The coupon %(code)s is used now.") % {"code": now["coupon"]}
        else:
            yield _("The coupon %(code)s cannot be used any more.") % {"code": shown["coupon"]}
    elif shown["discount"] != now["discount"]:
        yield _("The discount is %(now)s instead of %(before)s.") % money(now=now["discount"], before=shown["discount"])
    # Terms that were signed by an earlier version name no rates.
    rates: list[list[str]] = shown["rates"] if "rates" in shown else now["rates"]
    if rates != now["rates"]:
        yield _("Tax: %(now)s instead of %(before)s.") % {"now": named(now["rates"]), "before": named(rates)}
    if shown["tax"] != now["tax"]:
        yield _("The tax is %(now)s instead of %(before)s.") % money(now=now["tax"], before=shown["tax"])


def answer_differences(shown: Terms, now: Terms) -> Iterator[str]:
    """Say what the shopper has told otherwise meanwhile, in another tab."""
    if shown["contact"] != now["contact"]:
        yield _("Your contact is %(contact)s now.") % {"contact": ", ".join(filter(None, now["contact"]))}
    before = [lines for _title, lines in shown["addresses"]]
    for title, lines in now["addresses"]:
        if lines not in before:
            yield _("%(title)s: %(address)s.") % {"title": title, "address": ", ".join(lines)}
    if len(shown["addresses"]) > len(now["addresses"]):
        yield _("The bill goes to the same address now.")
    if shown["note"] != now["note"]:
        yield _("Your note to the shop is another one now.")
    if shown["payment"] != now["payment"]:
        yield _("The way to pay is “%(label)s” now.") % {"label": now["payment"] or _("nothing to pay")}


def named(rates: list[list[str]]) -> str:
    """Name tax rates: VAT 19 %, VAT 7 %."""
    return ", ".join(f"{name} {percent} %" for name, percent in rates) or _("none")


def days(promise: list[str]) -> dict[str, str]:
    first, last = (weekday(date.fromisoformat(day)) for day in promise)
    return {"first": first, "last": last}


def money(**amounts: str) -> dict[str, str]:
    return {name: format_money(Decimal(amount)) for name, amount in amounts.items()}
