"""Django's backend for SQLite, for pages that ask the same few questions again and again."""
