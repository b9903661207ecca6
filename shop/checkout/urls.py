"""The addresses of the checkout."""

from django.urls import path

from shop.checkout import views

app_name = "checkout"
urlpatterns = [
    path("", views.start, name="start"),
    path("review/", views.review, name="review"),
    path("forget/", views.forget, name="forget"),
    path("payments/<slug:token>/", views.pay, name="pay"),
    path("payments/<slug:token>/given-up/", views.give_up, name="give-up"),
    path("return/<slug:token>/", views.returned, name="return"),
    path("<slug:slug>/", views.section, name="section"),
]
