"""The addresses of the catalogue."""

from django.urls import path, register_converter

from shop.catalog import former_addresses, views
from shop.catalog.handles import is_handle


class HandleConverter:
    """The last part of the address of a product's or a category's page."""

    regex = "[^/]+"

    def to_python(self, value: str) -> str:
        if not is_handle(value):
            raise ValueError
        return value

    def to_url(self, value: str) -> str:
        return value


register_converter(HandleConverter, "handle")

app_name = "catalog"
urlpatterns = [
    path("", views.home, name="home"),
    path("category/<handle:slug>/", views.category_detail, name="category-detail"),
    path("products/<handle:slug>/", views.product_detail, name="product-detail"),
    path("products/<handle:slug>/choice/", views.product_choice, name="product-choice"),
    path("collections/all/", former_addresses.everything, name="former-everything"),
    path("collections/<handle:slug>/", former_addresses.collection, name="former-collection"),
    path("collections/<str:collection>/products/<str:slug>/", former_addresses.product, name="former-product"),
    path("search/", views.search, name="search"),
    path("search/suggestions/", views.suggestions, name="suggestions"),
]
