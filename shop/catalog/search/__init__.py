"""What a shopper asks of the catalogue, and what is found."""

from shop.catalog.search.correcting import corrected_text
from shop.catalog.search.finding import MOST_FOUND, Finding, find, look_for
from shop.catalog.search.form import SearchForm
from shop.catalog.search.suggesting import Suggestions

__all__ = ["MOST_FOUND", "Finding", "SearchForm", "Suggestions", "corrected_text", "find", "look_for"]
