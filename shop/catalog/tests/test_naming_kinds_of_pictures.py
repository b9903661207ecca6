"""A picture that the shop does not read is called by its kind."""

import io

import pytest
from PIL import Image

from shop.catalog.picture_kinds import other_kind


@pytest.mark.parametrize(
    ("mode", "form", "how"),
    [
        ("RGB", "TGA", {}),
        ("RGBA", "TGA", {"compression": "tga_rle"}),
        ("L", "TGA", {}),
        ("P", "TGA", {}),
        ("RGB", "ICO", {}),
        ("RGB", "BMP", {}),
        ("RGB", "TIFF", {}),
    ],
)
def test_it_is_the_kind_that_wrote_it(mode: str, form: str, how: dict[str, str]) -> None:
    file = io.BytesIO()
    Image.new(mode, (32, 32)).save(file, form, **how)

    assert other_kind(file.getvalue()) == form
