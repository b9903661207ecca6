"""How templates are loaded, and compiled: rendered by Django once for every shape of what they show, then filled in."""
