"""Gives a filled shop a category and a branch of the sizes that are measured: `python -m shop.demo.bench.spreading`.

The demo spreads its products evenly, over categories of 29,000 to 86,000 for a million. Here the first 10,000 products
move into a category of their own, with all the kinds, brands and colours that there are, and three categories of
200,000 in all come to stand below a new one.
"""

import django

OF_TEN_THOUSAND, TEN_THOUSAND = "ten-thousand", 10_000
OF_TWO_HUNDRED_THOUSAND, BELOW_IT = "two-hundred-thousand", ("storage", "pots-vases", "candles-scent")
LARGE_ENOUGH = 5 * TEN_THOUSAND


def main() -> None:
    """Move them, in one transaction."""
    django.setup()
    from django.db import transaction  # noqa: PLC0415

    from shop.catalog.models import Category, Product  # noqa: PLC0415

    with transaction.atomic():
        above = Category.objects.create(name="Around the house", slug=OF_TWO_HUNDRED_THOUSAND, position=90)
        Category.objects.filter(slug__in=BELOW_IT).update(parent=above)
        if Product.objects.count() < LARGE_ENOUGH:
            return
        category = Category.objects.create(name="The long shelf", slug=OF_TEN_THOUSAND, position=91)
        first = Product.objects.earliest("pk").pk
        Product.objects.filter(pk__gte=first, pk__lt=first + TEN_THOUSAND).update(category=category)


if __name__ == "__main__":
    main()
