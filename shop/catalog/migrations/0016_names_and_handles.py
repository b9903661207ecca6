"""Products are sorted and looked up by columns of their own. Handles are in lower case, unless that is another's."""

import secrets

from django.db import migrations, models

import shop.catalog.models.derived
from shop.catalog.handles import handle_of
from shop.name_order import name_key
from shop.text_identity import identity

BATCH = 5_000
ON_POSTGRESQL = """
    UPDATE catalog_product SET name_key = new.name_key, slug_key = new.slug_key
    FROM unnest(%s::bigint[], %s::bytea[], %s::text[]) AS new (id, name_key, slug_key)
    WHERE catalog_product.id = new.id
"""
ON_SQLITE = "UPDATE catalog_product SET name_key = name_key_of(title), slug_key = identity_of(slug)"


class AddColumn(migrations.AddField):
    """Adds a column without rewriting the table, which Django does on SQLite: a default cannot be dropped there."""

    def __init__(self, model_name, name, field, default):
        super().__init__(model_name, name, field)
        self.default = default

    def deconstruct(self):
        name, args, kwargs = super().deconstruct()
        return name, args, kwargs | {"default": self.default}

    def database_forwards(self, app_label, schema_editor, from_state, to_state):
        if schema_editor.connection.vendor != "sqlite":
            super().database_forwards(app_label, schema_editor, from_state, to_state)
            return
        model = to_state.apps.get_model(app_label, self.model_name)
        field = model._meta.get_field(self.name)
        table, column = map(schema_editor.quote_name, (model._meta.db_table, field.column))
        kind = field.db_type(schema_editor.connection)
        schema_editor.execute(f"ALTER TABLE {table} ADD COLUMN {column} {kind} DEFAULT {self.default} NOT NULL")
        if field.db_index:
            schema_editor.deferred_sql += schema_editor._field_indexes_sql(model, field)


def fill(apps, schema_editor):
    connection = schema_editor.connection
    products = apps.get_model("catalog", "Product")._base_manager.order_by("pk")
    with connection.cursor() as cursor:
        if connection.vendor == "sqlite":
            connection.connection.create_function("name_key_of", 1, name_key, deterministic=True)
            connection.connection.create_function("identity_of", 1, identity, deterministic=True)
            cursor.execute(ON_SQLITE)
            return
        last = 0
        while rows := list(products.filter(pk__gt=last).values_list("pk", "title", "slug")[:BATCH]):
            keys, titles, slugs = zip(*rows, strict=True)
            cursor.execute(ON_POSTGRESQL, [list(keys), list(map(name_key, titles)), list(map(identity, slugs))])
            last = keys[-1]


def lower(apps, schema_editor):
    """Write handles as the shop does now. One of which there is another in lower case stays, and is still found."""
    is_changed = False
    for name in ("Product", "Category"):
        rows = apps.get_model("catalog", name)._base_manager.order_by("pk")
        others = [(pk, slug) for pk, slug in rows.values_list("pk", "slug").iterator() if handle_of(slug) != slug]
        for pk, slug in others:
            if not rows.filter(slug=handle_of(slug)).exists():
                rows.filter(pk=pk).update(slug=handle_of(slug))
                is_changed = True
    if is_changed:
        # What is kept of the catalogue is kept under its version.
        apps.get_model("catalog", "CatalogueVersion")._base_manager.create(token=secrets.token_hex(8))


class Migration(migrations.Migration):
    dependencies = [("catalog", "0015_imported_products")]

    operations = [
        migrations.SeparateDatabaseAndState(
            # The columns are the same.
            state_operations=[
                migrations.AlterField(name, "slug", shop.catalog.models.derived.HandleField(max_length=255, unique=True, verbose_name="slug"))
                for name in ("category", "product")
            ]
        ),
        AddColumn("product", "name_key", shop.catalog.models.derived.NameKeyField(of="title", default=b"", editable=False, max_length=255), "X''"),
        AddColumn("product", "slug_key", shop.catalog.models.derived.IdentityField(of="slug", db_index=True, default="", editable=False, max_length=765), "''"),
        migrations.RemoveIndex("product", "product_by_name"),
        migrations.RunPython(fill, migrations.RunPython.noop),
        migrations.RunPython(lower, migrations.RunPython.noop),
        migrations.AddIndex("product", models.Index(fields=["status", "category", "name_key", "id"], name="product_by_name")),
    ]
