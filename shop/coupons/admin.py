"""Coupons in the admin: what they do, whether they hold now, and who has used them."""

from decimal import Decimal
from typing import Any

from django.contrib import admin
from django.db.models import F, Q, QuerySet
from django.http import HttpRequest
from django.urls import reverse
from django.utils import timezone
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext

from shop import back_office
from shop.admin_keeping import KeepsWhatWasUsed, keep
from shop.admin_money import MoneyAsText
from shop.coupons.days import FirstDayField, LastDayField, first_day, last_day
from shop.coupons.models import Coupon, CouponUse, normalize_code
from shop.money import format_money


class HoldingFilter(admin.SimpleListFilter):
    """Whether coupons hold now, by their dates and uses."""

    title = _("state")
    parameter_name = "state"

    def lookups(self, request: HttpRequest, model_admin: Any) -> list[tuple[str, Any]]:
        return [("holds", _("Holds now")), ("later", _("Later")), ("over", _("Expired, used up or switched off"))]

    def queryset(self, request: HttpRequest, queryset: QuerySet[Coupon]) -> QuerySet[Coupon]:
        now = timezone.now()
        over = Q(is_active=False) | Q(ends_at__lte=now) | Q(uses__gte=F("max_uses"), max_uses__isnull=False)
        later = Q(starts_at__gt=now)
        match self.value():
            case "holds":
                return queryset.exclude(over).exclude(later)
            case "later":
                return queryset.filter(later).exclude(over)
            case "over":
                return queryset.filter(over)
        return queryset


keep(
    Coupon,
    lambda rows: rows.filter(Q(uses__gt=0) | Q(coupon_uses__isnull=False)).distinct(),
    _("%(names)s: was used, and is not deleted. Switch it off instead."),
)


@admin.register(Coupon)
class CouponAdmin(KeepsWhatWasUsed, MoneyAsText, back_office.ModelAdmin):  # type: ignore[type-arg]
    fieldsets = [
        (None, {"fields": ["code", ("kind", "value"), "is_active"]}),
        (_("When it holds"), {"fields": [("starts_at", "ends_at"), "minimum"]}),
        (_("How often"), {"fields": [("max_uses", "max_uses_per_customer"), "used"]}),
    ]
    readonly_fields = ["used"]
    list_display = ["code", "takes_off", "minimum_text", "holds_from", "holds_until", "used", "is_active"]
    list_filter = ["kind", HoldingFilter]
    list_per_page = 50
    search_fields = ["code"]
    search_help_text = _("Code")
    show_full_result_count = False
    actions = ["switch_on", "switch_off"]

    def get_search_results(
        self, request: HttpRequest, queryset: QuerySet[Coupon], search_term: str
    ) -> tuple[QuerySet[Coupon], bool]:
        """Find a code however it is typed."""
        return super().get_search_results(request, queryset, normalize_code(search_term) or search_term)

    def get_object(self, request: HttpRequest, object_id: str, from_field: str | None = None) -> Coupon | None:
        """Find a coupon; one that is being saved is held until it is, so that no order uses it meanwhile."""
        coupon: Coupon | None = super().get_object(request, object_id, from_field)
        if coupon is not None and request.method == "POST":
            coupon.refresh_from_db(from_queryset=Coupon.objects.select_for_update())
        if coupon is not None:
            coupon.value = without_zeros(coupon.value)
        return coupon

    def formfield_for_dbfield(self, db_field: Any, request: HttpRequest, **kwargs: Any) -> Any:
        match db_field.name:
            case "starts_at":
                said = _("Without a time: from the beginning of this day in the shop's time zone.")
                return db_field.formfield(form_class=FirstDayField, help_text=said)
            case "ends_at":
                said = _("Without a time: until the end of this day in the shop's time zone.")
                return db_field.formfield(form_class=LastDayField, help_text=said)
        return super().formfield_for_dbfield(db_field, request, **kwargs)

    @admin.display(description=_("from"), ordering="starts_at")
    def holds_from(self, coupon: Coupon) -> str:
        return first_day(coupon.starts_at) if coupon.starts_at else "\N{EN DASH}"

    @admin.display(description=_("until"), ordering="ends_at")
    def holds_until(self, coupon: Coupon) -> str:
        return last_day(coupon.ends_at) if coupon.ends_at else "\N{EN DASH}"

    @admin.display(description=_("takes off"))
    def takes_off(self, coupon: Coupon) -> str:
        match coupon.kind:
            case Coupon.Kind.PERCENT:
                return f"{without_zeros(coupon.value)} %"
            case Coupon.Kind.FIXED:
                return format_money(coupon.discount(coupon.value))
        return str(coupon.get_kind_display())

    @admin.display(description=_("minimum"), ordering="minimum")
    def minimum_text(self, coupon: Coupon) -> str:
        return format_money(coupon.minimum) if coupon.minimum else "\N{EN DASH}"

    @admin.display(description=_("used"), ordering="uses")
    def used(self, coupon: Coupon) -> SafeString | str:
        """How often it was used, as a link to the list of who did."""
        if not coupon.pk:
            return "\N{EN DASH}"
        address = reverse("admin:coupons_couponuse_changelist")
        if coupon.max_uses is None:
            said = ngettext("%(uses)d time", "%(uses)d times", coupon.uses) % {"uses": coupon.uses}
        else:
            said = str(_("%(uses)d of %(most)d") % {"uses": coupon.uses, "most": coupon.max_uses})
        return format_html('<a href="{}?coupon={}">{}</a>', address, coupon.pk, said)

    @admin.action(description=_("Switch selected coupons on"), permissions=["change"])
    def switch_on(self, request: HttpRequest, coupons: QuerySet[Coupon]) -> None:
        coupons.update(is_active=True)

    @admin.action(description=_("Switch selected coupons off"), permissions=["change"])
    def switch_off(self, request: HttpRequest, coupons: QuerySet[Coupon]) -> None:
        coupons.update(is_active=False)


@admin.register(CouponUse)
class CouponUseAdmin(back_office.ModelAdmin):  # type: ignore[type-arg]
    """Who has used which coupon. Only orders write it."""

    list_display = ["email", "coupon", "at"]
    list_filter = [("coupon", admin.RelatedOnlyFieldListFilter)]
    list_select_related = ["coupon"]
    list_per_page = 50
    search_fields = ["email", "coupon__code"]
    search_help_text = _("E-mail or code")
    show_full_result_count = False
    fields = ["coupon", "email", "at"]

    def lookup_allowed(self, lookup: str, value: str, request: HttpRequest) -> bool:
        return lookup == "coupon" or super().lookup_allowed(lookup, value, request)

    def has_add_permission(self, request: HttpRequest) -> bool:
        return False

    def has_change_permission(self, request: HttpRequest, obj: CouponUse | None = None) -> bool:
        return False

    def has_delete_permission(self, request: HttpRequest, obj: CouponUse | None = None) -> bool:
        return False


def without_zeros(value: Decimal) -> Decimal:
    """Return 10 for 10.000, which some languages read as ten thousand."""
    return Decimal(f"{value.normalize():f}")
