import pictures.models
from django.db import migrations, models
from pictures.migrations import AlterPictureField
from pictures.tasks import process_picture


class MakeMissingSizes(AlterPictureField):
    """Make the sizes that a stored photograph lacks, and leave those that it has.

    The library compares the old field with the new, both by the densities of today's settings: it would make none.
    A photograph whose file is gone is passed over.
    """

    def update_pictures(self, from_field: pictures.models.PictureField, to_model: type[models.Model]) -> None:
        for image in to_model._default_manager.exclude(photo="").iterator():
            photo = image.photo
            if not photo.storage.exists(photo.name):
                continue
            missing = [size for size in photo.get_picture_files_list() if not photo.storage.exists(size.name)]
            process_picture(
                storage=photo.storage.deconstruct(),
                file_name=photo.name,
                sender=photo.sender,
                new=[size.deconstruct() for size in missing],
            )


class Migration(migrations.Migration):

    dependencies = [
        ('catalog', '0002_catalogue_version'),
    ]

    operations = [
        MakeMissingSizes(
            model_name='productimage',
            name='photo',
            field=pictures.models.PictureField(aspect_ratios=[None], blank=True, breakpoints={'l': 1200, 'm': 992, 's': 768, 'xl': 1400, 'xs': 576}, container_width=1200, file_types=['WEBP'], grid_columns=4, height_field='height', max_length=255, pixel_densities=[0.5, 1, 2], upload_to='products/', verbose_name='photograph', width_field='width'),
        ),
    ]
