"""The merchant's side of orders."""

from shop.orders.admin.orders import OrderAdmin
from shop.orders.admin.tasks import orders_to_see_to

__all__ = ["OrderAdmin", "orders_to_see_to"]
