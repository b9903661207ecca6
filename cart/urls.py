"""The addresses of the cart."""

from django.urls import path

from cart import views

app_name = "cart"
urlpatterns = [
    path("", views.cart, name="cart"),
    path("lines/", views.add_line, name="add-line"),
    path("lines/<int:variant_id>/", views.set_line, name="set-line"),
    path("coupon/", views.set_coupon, name="set-coupon"),
    path("clear/", views.clear, name="clear"),
    path("restoration/", views.restore, name="restore"),
]
