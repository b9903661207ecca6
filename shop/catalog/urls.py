"""The addresses of the catalogue. `shop.urls` adds that of the front page, `catalog:home`."""

from django.urls import path, register_converter

from shop.catalog import former_addresses, previews, views
from shop.catalog.handles import is_handle


class HandleConverter:
    """The last part of the address of a product's or a category's page."""

    regex = "[^/]+"

    def to_python(self, value: str) -> str:
        """Return a handle. Raises ValueError for what cannot be one, so that no page is found."""
        if not is_handle(value):
            raise ValueError
        return value

    def to_url(self, value: str) -> str:
        return value


register_converter(HandleConverter, "handle")

app_name = "catalog"
urlpatterns = [
    path("category/<handle:slug>/", views.category_detail, name="category-detail"),
    path("products/<handle:slug>/", views.product_detail, name="product-detail"),
    path("products/<handle:slug>/choice/", views.product_choice, name="product-choice"),
    path("collections/all/", former_addresses.everything, name="former-everything"),
    path("collections/<handle:slug>/", former_addresses.collection, name="former-collection"),
    path("collections/<str:collection>/products/<str:slug>/", former_addresses.product, name="former-product"),
    path("preview/products/<str:token>/", previews.product_preview, name="product-preview"),
    path("search/", views.search, name="search"),
    path("search/suggestions/", views.suggestions, name="suggestions"),
]
