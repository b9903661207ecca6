"""The shop's brand: who it is and how it looks, as the owner says in the admin."""
