import django.db.models.deletion
from django.db import migrations, models

# Of products that are known by the same handle the newest counts, as it does to an import.
REMEMBER = """
    INSERT INTO catalog_importedhandle (handle_key, product_id)
    SELECT slug_key, max(id) FROM catalog_product
    WHERE id IN (SELECT product_id FROM catalog_importedproduct) GROUP BY slug_key
"""


class Migration(migrations.Migration):

    dependencies = [
        ('catalog', '0016_names_and_handles'),
    ]

    operations = [
        migrations.CreateModel(
            name='ImportedHandle',
            fields=[
                ('handle_key', models.CharField(max_length=765, primary_key=True, serialize=False, verbose_name='handle key')),
                ('product', models.ForeignKey(null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to='catalog.product', verbose_name='product')),
            ],
            options={
                'verbose_name': 'imported handle',
                'verbose_name_plural': 'imported handles',
            },
        ),
        migrations.RunSQL(REMEMBER, migrations.RunSQL.noop),
    ]
