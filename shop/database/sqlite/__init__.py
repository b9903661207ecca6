"""Django's backend for SQLite, whose writers wait for their turn."""
