"""Finished pages, kept in the memory of each web process and sent again without asking Django.

A page that is the same for everyone is kept under its address and the catalogue's version, so that the first request
after a write draws it anew. A visitor with a cart gets the same bytes with their own badge and drawer in them.
"""
