"""Where the shop delivers, how, for how much, and on which days."""

from shop.delivery.models.days import ClosedDay
from shop.delivery.models.methods import DeliveryMethod
from shop.delivery.models.zones import DeliveryZone

__all__ = ["ClosedDay", "DeliveryMethod", "DeliveryZone"]
