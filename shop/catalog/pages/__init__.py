"""What the pages of the catalogue hand to their templates: view models, all in text."""
