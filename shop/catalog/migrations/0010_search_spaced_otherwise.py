from django.db import migrations

from shop.catalog.search.index import index


def empty(apps, schema_editor):
    """Put an empty index in the place of the old one, which knew nothing of words that are spaced otherwise."""
    index().begin()
    index().finish()


class Migration(migrations.Migration):
    dependencies = [("catalog", "0009_search_anew")]
    operations = [migrations.RunPython(empty, migrations.RunPython.noop)]
