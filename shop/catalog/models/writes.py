"""What is told of products that are written, one or many, by whatever way of the models.

Receivers take `keys`, a list of primary keys, and write within the transaction of the write. Rows that are inserted in
bulk are told of by the `refresh_offers` that follows.
"""

from django.dispatch import Signal

products_written = Signal()
# Told before the products go: their rows are still there.
products_leaving = Signal()
