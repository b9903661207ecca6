"""What is committed of a photograph: AVIF in three widths, and one JPEG for browsers that read no AVIF."""

from pathlib import Path
from typing import Final

from PIL import Image

WIDTHS: Final = (320, 640, 1000)
FALLBACK: Final = 640
AVIF: Final = {"quality": 62, "speed": 2, "subsampling": "4:2:0"}
JPEG: Final = {"quality": 78, "optimize": True, "progressive": True}


def develop(taken: Path, folder: Path) -> int:
    """Write what is committed of one picture into a folder, and return how many bytes that is.

    The width of a wide picture is that of a square one of the same height.
    """
    with Image.open(taken) as opened:
        picture = opened.convert("RGB")
    written = 0
    for width in WIDTHS:
        scale = width / picture.height
        size = (round(picture.width * scale), width)
        smaller = picture if size == picture.size else picture.resize(size, Image.Resampling.LANCZOS)
        path = folder / f"{taken.stem}-{width}.avif"
        smaller.save(path, "AVIF", **AVIF)
        written += path.stat().st_size
        if width == FALLBACK:
            path = path.with_suffix(".jpg")
            smaller.save(path, "JPEG", **JPEG)
            written += path.stat().st_size
    return written
