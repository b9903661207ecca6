"""Addresses of the brand."""

from django.urls import path

from shop.brand import views

app_name = "brand"
urlpatterns = [path("<str:version>.css", views.stylesheet, name="stylesheet")]
