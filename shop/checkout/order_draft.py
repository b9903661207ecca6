"""A finished purchase as what is handed over to be placed, and as what the shopper agrees to."""

from django.conf import settings
from django.utils.translation import get_language

from shop.checkout.purchase import Purchase, address_of
from shop.checkout.quote import Quote, QuoteLine
from shop.checkout.terms import Terms
from shop.money import ZERO
from shop.orders.drafts import OrderDraft, OrderDraftLine
from shop.orders.sources import Source

# What nobody has to pay is paid by nothing.
NO_PROVIDER = ""


def draft_of(purchase: Purchase, *, token: str, session_key: str, source: Source) -> OrderDraft:
    """Return the order to be placed under this token, with names, prices and tax as they are now."""
    quote, totals, address = purchase.quote, purchase.quote.totals, purchase.address
    shipping = address_of(address, "shipping") if purchase.needs_delivery else None
    return OrderDraft(
        checkout_token=token,
        session_key=session_key,
        source_session=source.session,
        source_email=source.email,
        source_address=source.address,
        email=purchase.email,
        phone=purchase.contact.get("phone", ""),
        shipping_address=shipping,
        billing_address=address_of(address, "billing") or shipping or {},
        note=address.get("note", ""),
        language=get_language() or settings.LANGUAGE_CODE,
        currency=settings.SHOP_CURRENCY,
        lines=tuple(draft_line(line) for line in quote.lines),
        subtotal=totals.subtotal,
        discount=totals.discount,
        coupon_code=quote.coupon.used_code,
        delivery_name=quote.delivery.name if quote.delivery else "",
        delivery_price=totals.delivery,
        delivery_tax=totals.delivery_tax,
        promised_from=quote.delivery.promised_from if quote.delivery else None,
        promised_until=quote.delivery.promised_until if quote.delivery else None,
        tax_included=totals.tax_included,
        taxes=tuple(
            {"name": tax.name, "percent": f"{tax.percent:f}", "amount": str(tax.amount)} for tax in totals.taxes
        ),
        tax_total=totals.tax_total,
        total=totals.total,
        payment_provider=purchase.provider.name if purchase.provider else NO_PROVIDER,
    )


def draft_line(line: QuoteLine) -> OrderDraftLine:
    variant = line.variant
    return OrderDraftLine(
        variant_id=variant.pk,
        product_title=variant.product.title,
        variant_title=variant.title,
        sku=variant.sku,
        unit_price=variant.price,
        quantity=line.quantity,
        total=line.total,
        discount=line.discount,
        tax_name=line.rate.name if line.rate else "",
        tax_percent=line.rate.percent if line.rate else ZERO,
        tax=line.tax,
        requires_shipping=variant.requires_shipping,
        weight_grams=variant.weight_grams,
    )


def terms_of(purchase: Purchase) -> Terms:
    """Return in JSON types what the shopper agrees to, so that it can be compared with what holds later."""
    quote, totals = purchase.quote, purchase.quote.totals
    lines = {
        str(line.variant.pk): {"title": line.title, "quantity": line.quantity, "price": str(line.variant.price)}
        for line in quote.lines
    }
    return {
        "lines": lines,
        "delivery": [quote.delivery.name, str(totals.delivery)] if quote.delivery else None,
        "promise": promise_of(quote),
        "coupon": quote.coupon.used_code,
        "discount": str(totals.discount),
        "tax": str(totals.tax_total),
        "rates": [[tax.name, f"{tax.percent:f}"] for tax in totals.taxes],
        "total": str(totals.total),
        "contact": [purchase.email, purchase.contact.get("phone", "")],
        "addresses": [[str(title), lines] for title, lines in purchase.printed_addresses],
        "note": purchase.note,
        "payment": str(purchase.provider.label) if purchase.provider else "",
    }


def promise_of(quote: Quote) -> list[str]:
    delivery = quote.delivery
    return [delivery.promised_from.isoformat(), delivery.promised_until.isoformat()] if delivery else []
