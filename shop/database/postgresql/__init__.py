"""Django's backend for PostgreSQL, for pages that would rather say that the shop is away than wait."""
