"""What a shopper asks of the catalogue, and what is found."""

from shop.catalog.search.finding import MOST_FOUND, find
from shop.catalog.search.form import SearchForm
from shop.catalog.search.suggesting import Suggestions

__all__ = ["MOST_FOUND", "SearchForm", "Suggestions", "find"]
