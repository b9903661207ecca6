"""The addresses of the catalogue."""

from django.urls import path, register_converter
from django.urls.converters import SlugConverter

from shop.catalog import former_addresses, views


class UnicodeSlugConverter(SlugConverter):
    """A slug that may have letters of any script."""

    regex = r"[-\w]+"


register_converter(UnicodeSlugConverter, "unicode-slug")

app_name = "catalog"
urlpatterns = [
    path("", views.home, name="home"),
    path("category/<unicode-slug:slug>/", views.category_detail, name="category-detail"),
    path("products/<unicode-slug:slug>/", views.product_detail, name="product-detail"),
    path("products/<unicode-slug:slug>/choice/", views.product_choice, name="product-choice"),
    path("collections/all/", former_addresses.everything, name="former-everything"),
    path("collections/<unicode-slug:slug>/", former_addresses.collection, name="former-collection"),
    path("collections/<str:collection>/products/<str:slug>/", former_addresses.product, name="former-product"),
    path("search/", views.search, name="search"),
    path("search/suggestions/", views.suggestions, name="suggestions"),
]
