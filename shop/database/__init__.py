"""Django's backends as the shop needs them, and what is read past the ORM where that costs too much."""
