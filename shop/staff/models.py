"""None: without this module Django would not tell `roles` that a migration is over."""
