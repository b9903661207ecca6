"""Every address of the shop."""

from django.conf import settings
from django.conf.urls.static import static
from django.contrib import admin
from django.urls import include, path

from shop.catalog.speculation import speculation_rules

urlpatterns = [
    path("admin/", admin.site.urls),
    path("cart/", include("cart.urls")),
    path("checkout/", include("shop.checkout.urls")),
    path("orders/", include("shop.orders.urls")),
    path("payments/", include("shop.orders.payment_urls")),
    path("speculation-rules.json", speculation_rules, name="speculation-rules"),
    path("", include("shop.catalog.urls")),
    # Django's development server alone serves pictures through here; granian serves them itself.
    *static(settings.MEDIA_URL, document_root=settings.MEDIA_ROOT),
]

handler500 = "shop.http.server_error"
