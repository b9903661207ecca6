"""Every address of the shop."""

from django.conf import settings
from django.conf.urls.static import static
from django.contrib import admin
from django.contrib.sitemaps import views as sitemaps
from django.urls import include, path
from django.views.generic import TemplateView

from shop.catalog.sitemaps import SITEMAPS
from shop.catalog.speculation import speculation_rules

urlpatterns = [
    # First what is asked for most.
    path("cart/", include("cart.urls")),
    path("", include("shop.catalog.urls")),
    path("admin/", admin.site.urls),
    path("checkout/", include("shop.checkout.urls")),
    path("orders/", include("shop.orders.urls")),
    path("payments/", include("shop.orders.payment_urls")),
    path("robots.txt", TemplateView.as_view(template_name="robots.txt", content_type="text/plain"), name="robots"),
    path("sitemap.xml", sitemaps.index, {"sitemaps": SITEMAPS, "sitemap_url_name": "sitemap"}, name="sitemap-index"),
    path("sitemap-<section>.xml", sitemaps.sitemap, {"sitemaps": SITEMAPS}, name="sitemap"),
    path("speculation-rules.json", speculation_rules, name="speculation-rules"),
    # Django's development server alone serves pictures through here; granian serves them itself.
    *static(settings.MEDIA_URL, document_root=settings.MEDIA_ROOT),
]

handler500 = "shop.http.server_error"
