from django.db import migrations

from shop.catalog.search.index import index


def empty(apps, schema_editor):
    """Put an empty index in the place of the old one: what is migrated next fills it with the tokens of today."""
    index().begin()
    index().finish()


class Migration(migrations.Migration):
    dependencies = [("catalog", "0008_newest_of_all")]
    operations = [migrations.RunPython(empty, migrations.RunPython.noop)]
