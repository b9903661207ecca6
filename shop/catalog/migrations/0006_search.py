from typing import Any

from django.db import migrations, models

from shop.catalog.search import postgres, sqlite


def create_index(apps: Any, schema_editor: Any) -> None:
    """The index is no table that Django knows: it is another one on every kind of database."""
    (postgres if schema_editor.connection.vendor == "postgresql" else sqlite).create()


def drop_index(apps: Any, schema_editor: Any) -> None:
    schema_editor.execute("DROP TABLE catalog_search")


class Migration(migrations.Migration):

    dependencies = [
        ('catalog', '0005_facets'),
    ]

    operations = [
        migrations.CreateModel(
            name='Spelling',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('part', models.CharField(max_length=8)),
                ('word', models.CharField(max_length=64)),
                ('products', models.PositiveIntegerField(default=1)),
            ],
            options={
                'indexes': [models.Index(fields=['part', '-products', 'word'], name='spelling_by_part')],
                'constraints': [models.UniqueConstraint(fields=('part', 'word'), name='spelling_has_a_part_once')],
            },
        ),
        migrations.RunPython(create_index, drop_index),
    ]
