from django.db import migrations

from shop.coupons.models import normalize_code


def spell(apps, schema_editor):
    """Write codes as they are looked up. One whose new spelling another has stays, and cannot be used."""
    coupons = apps.get_model("coupons", "Coupon")._base_manager
    for pk, code in list(coupons.values_list("pk", "code")):
        spelled = normalize_code(code)
        if spelled and spelled != code and not coupons.filter(code=spelled).exists():
            coupons.filter(pk=pk).update(code=spelled)


class Migration(migrations.Migration):
    dependencies = [("coupons", "0001_initial")]
    operations = [migrations.RunPython(spell, migrations.RunPython.noop)]
