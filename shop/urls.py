"""Every address of the shop."""

from django.contrib import admin
from django.contrib.sitemaps import views as sitemaps
from django.urls import include, path
from django.views.generic import TemplateView

from shop.catalog import urls as catalogue
from shop.catalog.sitemaps import SITEMAPS
from shop.catalog.speculation import speculation_rules
from shop.content.sitemaps import PageSitemap
from shop.frontpage.views import home

# The front page shows the catalogue, and is made above it.
CATALOGUE = [path("", home, name="home"), *catalogue.urlpatterns]
EVERYTHING = {**SITEMAPS, "pages": PageSitemap}

urlpatterns = [
    # First what is asked for most.
    path("cart/", include("cart.urls")),
    path("", include((CATALOGUE, catalogue.app_name))),
    path("pages/", include("shop.content.urls")),
    path("admin/", admin.site.urls),
    path("brand/", include("shop.brand.urls")),
    path("checkout/", include("shop.checkout.urls")),
    path("orders/", include("shop.orders.urls")),
    path("payments/", include("shop.orders.payment_urls")),
    path("robots.txt", TemplateView.as_view(template_name="robots.txt", content_type="text/plain"), name="robots"),
    path("sitemap.xml", sitemaps.index, {"sitemaps": EVERYTHING, "sitemap_url_name": "sitemap"}, name="sitemap-index"),
    path("sitemap-<section>.xml", sitemaps.sitemap, {"sitemaps": EVERYTHING}, name="sitemap"),
    path("speculation-rules.json", speculation_rules, name="speculation-rules"),
]

handler500 = "shop.http.server_error"
