"""The kinds of sections: a class for each, with its fields, its products and how its template is filled."""
