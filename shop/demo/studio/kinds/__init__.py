"""How each kind of thing is put together."""
