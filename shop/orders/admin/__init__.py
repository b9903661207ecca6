"""The merchant's side of orders."""

from shop.orders.admin.orders import OrderAdmin

__all__ = ["OrderAdmin"]
