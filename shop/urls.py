"""Every address of the shop."""

from django.contrib import admin
from django.urls import include, path

urlpatterns = [
    path("admin/", admin.site.urls),
    path("cart/", include("cart.urls")),
    path("", include("shop.catalog.urls")),
]

handler500 = "shop.http.server_error"
