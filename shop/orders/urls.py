"""The addresses of orders."""

from django.urls import path

from shop.orders import views

app_name = "orders"
urlpatterns = [
    path("", views.look_up, name="look-up"),
    path("<slug:token>/", views.order_detail, name="order-detail"),
]
