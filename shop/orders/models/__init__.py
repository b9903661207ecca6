"""What was bought."""

from shop.orders.models.disputes import Dispute
from shop.orders.models.events import OrderEvent
from shop.orders.models.letters import Letter
from shop.orders.models.lines import OrderLine
from shop.orders.models.orders import Order
from shop.orders.models.payments import Payment, PaymentEvent, Refund
from shop.orders.models.shipments import Shipment

__all__ = [
    "Dispute",
    "Letter",
    "Order",
    "OrderEvent",
    "OrderLine",
    "Payment",
    "PaymentEvent",
    "Refund",
    "Shipment",
]
