"""The admin, as those who work in the shop enter it."""

from typing import Any

from django.contrib.admin import AdminSite
from django.http import HttpRequest, HttpResponse
from django.template.response import TemplateResponse
from django.urls import path, reverse
from django.utils.translation import gettext_lazy as _

from shop import back_office
from shop.staff.searching import search
from shop.staff.sign_in import SignInForm, remember

MOST_CHARACTERS = 200


class StaffSite(AdminSite):
    login_form = SignInForm

    def get_urls(self) -> list[Any]:
        # Imported here: they ask for models, and the site is made before them.
        from shop.staff.opening import show_first_steps  # noqa: PLC0415
        from shop.staff.text_pictures import add_text_picture  # noqa: PLC0415

        return [
            path("first-steps/", self.admin_view(show_first_steps), name="first-steps"),
            path("search/", self.admin_view(self.search), name="search"),
            path("text-pictures/", self.admin_view(add_text_picture), name="add-text-picture"),
            *super().get_urls(),
        ]

    def login(self, request: HttpRequest, extra_context: dict[str, Any] | None = None) -> HttpResponse:
        """Let somebody sign in, and know this browser from then on."""
        response = super().login(request, extra_context)
        if request.method == "POST" and request.user.is_authenticated:
            remember(response, request.user.get_username())
        return response

    def index(self, request: HttpRequest, extra_context: dict[str, Any] | None = None) -> TemplateResponse:
        """Show what is to be done, by the rights of who asks."""
        # Imported here, as above.
        from shop.staff.opening import steps_to_take  # noqa: PLC0415

        tasks = [*steps_to_take(request), *back_office.tasks(request)]
        return super().index(request, {**(extra_context or {}), "tasks": tasks})

    def search(self, request: HttpRequest) -> HttpResponse:
        """Show the orders, products and pages that some words are found in."""
        words = request.GET.get("q", "").strip()[:MOST_CHARACTERS]
        own = {"title": _("Search"), "words": words, "found": search(self._registry.values(), request, words)}
        return TemplateResponse(request, "admin/search.html", {**self.each_context(request), **own})

    def get_app_list(self, request: HttpRequest, app_label: str | None = None) -> list[Any]:
        """Return what somebody may see, by the groups of a merchant's mind. Of a single app it is Django's own list.

        Inside a group stands first what its admin class gives the lowest `menu_position`.
        """
        apps = super().get_app_list(request, app_label)
        if app_label is not None:
            return apps
        groups: dict[str, list[Any]] = {key: [] for key in back_office.GROUPS}
        for app in apps:
            for shown in app["models"]:
                model_admin = self._registry[shown["model"]]
                place = getattr(model_admin, "menu_position", 50)
                label = getattr(model_admin, "menu_label", shown["name"])
                group = back_office.group_of(app["app_label"], model_admin)
                if address := shown["admin_url"]:
                    is_current = request.path.startswith(address)
                    groups[group].append({**shown, "name": label, "is_current": is_current, "place": place})
        for models in groups.values():
            models.sort(key=lambda shown: (shown["place"], str(shown["name"])))
        return [
            {
                "name": back_office.GROUPS[key],
                "app_label": key,
                "app_url": reverse("admin:index", current_app=self.name),
                "has_module_perms": True,
                "models": models,
            }
            for key, models in groups.items()
            if models
        ]
