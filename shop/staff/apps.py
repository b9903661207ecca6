"""The admin's site, and the roles of those who work there, as apps of Django's."""

from django.apps import AppConfig
from django.contrib.admin import apps as admin
from django.db.models.signals import post_migrate


class SiteConfig(admin.AdminConfig):
    default = False
    default_site = "shop.staff.site.StaffSite"


class StaffConfig(AppConfig):
    """Stands last among the apps, so that all rights exist when the roles are given theirs."""

    name = "shop.staff"

    def ready(self) -> None:
        from shop.staff import roles, sign_in  # noqa: PLC0415 models exist from here on

        sign_in.connect()
        post_migrate.connect(roles.give_rights, sender=self)
