"""How fast the shop is in a browser: `python -m e2e.bench`, the second part of `make bench`."""
