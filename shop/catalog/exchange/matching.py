"""Pictures in a folder, found by the file name in an address."""

import re
from pathlib import Path
from urllib.parse import unquote, urlsplit

SIZE = re.compile(
    r"(_(pico|icon|thumb|small|compact|medium|large|grande|original|master|\d+x\d*|x\d+))?"
    r"(_crop_(center|top|bottom|left|right))?(@\dx)?(\.progressive)?$"
)
SUFFIXES = {".jpeg": ".jpg", ".jpe": ".jpg"}


class Folder:
    """The files of a folder and of those below it, by name. Of several sizes of one picture the largest file counts."""

    def __init__(self, path: Path) -> None:
        files = sorted((file for file in path.rglob("*") if file.is_file()), key=lambda file: file.stat().st_size)
        self.by_name = {file.name.casefold(): file for file in files}
        self.by_stem = {without_size(file.name): file for file in files}

    def find(self, address: str) -> Path | None:
        """Return the file that an address names, whatever its size suffix, query and case."""
        name = file_name(address)
        return self.by_name.get(name.casefold()) or self.by_stem.get(without_size(name))


def file_name(address: str) -> str:
    try:
        path = urlsplit(address).path
    except ValueError:
        return ""
    return unquote(path).rsplit("/", 1)[-1]


def without_size(name: str) -> str:
    path = Path(name.casefold())
    return SIZE.sub("", path.stem) + SUFFIXES.get(path.suffix, path.suffix)
