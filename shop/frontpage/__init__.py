"""The front page: sections in the merchant's order, each of a kind."""
