"""Narrowing a list of products, with counts beside everything that it may be narrowed by."""
