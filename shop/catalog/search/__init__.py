"""What a shopper asks of the catalogue, and what is found."""

from shop.catalog.search.finding import find
from shop.catalog.search.form import SearchForm

__all__ = ["SearchForm", "find"]
