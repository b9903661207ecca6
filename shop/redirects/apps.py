"""Old addresses that lead on, as an app of Django's."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class RedirectsConfig(AppConfig):
    name = "shop.redirects"
    verbose_name = _("Old addresses")

    def ready(self) -> None:
        from shop.new_addresses import address_changed  # noqa: PLC0415
        from shop.redirects.services import lead_on  # noqa: PLC0415

        address_changed.connect(lead_on, dispatch_uid="shop.redirects")
