"""Who works in a shop, and what each may do: three groups of Django's, with the rights that fit the work.

They are the shop's own, and have these rights again after each `migrate`, so that a release can bring new ones. Who
wants other rights makes a group of another name.
"""

from typing import Any

from django.contrib.auth.models import Group, Permission


def all_of(app: str, *models: str) -> list[str]:
    return [f"{app}.{verb}_{model}" for model in models for verb in ("view", "add", "change", "delete")]


PACKING = ["orders.view_order", "orders.change_order", "catalog.view_product", "catalog.view_variant"]
EDITING = [
    *all_of("catalog", "product", "variant", "productimage", "category", "categorymapping"),
    *all_of("frontpage", "section", "pick", "quote"),
    *("imports.view_import", "imports.add_import", "imports.delete_import"),
    *all_of("content", "page", "menuitem"),
    *all_of("redirects", "redirect", "missingpath"),
]
RUNNING = [
    *("orders.cancel_order", "orders.refund_order", "coupons.view_couponuse", "auth.view_group"),
    *all_of("coupons", "coupon"),
    *all_of("delivery", "deliveryzone", "deliverymethod", "closedday"),
    *all_of("taxes", "taxrate"),
    *("brand.view_brand", "brand.change_brand"),
    *all_of("auth", "user"),
]
ROLES = {"Packer": PACKING, "Editor": EDITING, "Owner": [*PACKING, *EDITING, *RUNNING]}


def give_rights(using: str, **_: Any) -> None:
    """See to it that the roles exist and have their rights. Writes what is missing."""
    for name, rights in ROLES.items():
        group, _made = Group.objects.using(using).get_or_create(name=name)
        models = {right.partition(".")[0] for right in rights}
        found = (
            Permission.objects.using(using).filter(content_type__app_label__in=models).select_related("content_type")
        )
        group.permissions.set([each for each in found if f"{each.content_type.app_label}.{each.codename}" in rights])
