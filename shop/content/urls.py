"""The addresses of pages of text."""

from django.urls import path

from shop.content import views

app_name = "content"
urlpatterns = [
    path("<handle:slug>/", views.page_detail, name="page-detail"),
    path("preview/<str:token>/", views.page_preview, name="page-preview"),
]
