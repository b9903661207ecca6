"""Lists of products: where they come from, how they are narrowed, sorted, and cut into pages."""
