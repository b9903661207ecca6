"""The addresses at which payment providers tell the shop what happened."""

from django.urls import path

from shop.orders import webhooks

app_name = "payments"
urlpatterns = [
    path("<slug:provider>/webhook/", webhooks.webhook, name="webhook"),
]
