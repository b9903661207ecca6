"""A shop begins with drafts of the pages that it will need."""

from django.db import migrations

from shop.content.starting import make_missing


def make(apps, schema_editor):
    make_missing(apps.get_model("content", "Page").objects.using(schema_editor.connection.alias))


class Migration(migrations.Migration):
    dependencies = [("content", "0001_initial")]
    operations = [migrations.RunPython(make, migrations.RunPython.noop)]
