from django.db import migrations
from django.db.models import F, Value
from django.db.models.functions import Replace


def say_the_number(apps, schema_editor):
    """Refunds of what was paid offline named the order by its secret token."""
    Payment = apps.get_model("orders", "Payment")
    OrderEvent = apps.get_model("orders", "OrderEvent")
    named = Payment.objects.filter(provider="offline", reference=F("order__token")).select_related("order")
    for payment in named.iterator():
        token, number = payment.order.token, str(payment.order_id + 1000)
        Payment.objects.filter(pk=payment.pk).update(reference=number)
        told = OrderEvent.objects.filter(order=payment.order_id, text__contains=token)
        told.update(text=Replace("text", Value(token), Value(number)))


class Migration(migrations.Migration):
    dependencies = [("orders", "0003_characters")]
    operations = [migrations.RunPython(say_the_number, migrations.RunPython.noop)]
