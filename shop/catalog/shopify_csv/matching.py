"""Pictures in a folder, found by the file name in an address."""

import re
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import unquote, urlsplit

from shop.text_identity import identity

SIZE = re.compile(
    r"(_(pico|icon|thumb|small|compact|medium|large|grande|original|master|\d+x\d*|x\d+))?"
    r"(_crop_(center|top|bottom|left|right))?(@\dx)?(\.progressive)?$"
)
SUFFIXES = {".jpeg": ".jpg", ".jpe": ".jpg"}


PARTING = re.compile("[ _+-]+")
"""What hosts write for blanks in file names."""


class Folder:
    """The files of a folder and of those below it, by name. Of several sizes of one picture the largest file counts."""

    def __init__(self, path: Path) -> None:
        files = sorted((file for file in path.rglob("*") if file.is_file()), key=lambda file: file.stat().st_size)
        self.by_name = {identity(file.name): file for file in files}
        self.by_stem = {without_size(file.name): file for file in files}
        self.by_words = {words_of(stem): file for stem, file in self.by_stem.items()}
        for words, count in Counter(map(words_of, self.by_stem)).items():
            if count > 1:
                del self.by_words[words]

    def find(self, address: str) -> Path | None:
        """Return the file that an address names, whatever its size suffix, query, case, blanks and composed letters.

        A file whose name has other signs for blanks is taken where no other comes near.
        """
        names = list(dict.fromkeys(file_names(address)))
        for files, key in ((self.by_name, identity), (self.by_stem, without_size), (self.by_words, words_of_name)):
            for name in names:
                if found := files.get(key(name)):
                    return found
        return None


def file_name(address: str) -> str:
    return next(file_names(address), "")


def file_names(address: str) -> Iterator[str]:
    """Yield what an address may mean by its last part: as it reads, with + for blanks, encoded twice, as it is."""
    try:
        path = urlsplit(address).path
    except ValueError:
        return
    once = unquote(path)
    for read in (once, once.replace("+", " "), unquote(once), path):
        yield read.rsplit("/", 1)[-1]


def without_size(name: str) -> str:
    path = Path(identity(name))
    return SIZE.sub("", path.stem) + SUFFIXES.get(path.suffix, path.suffix)


def words_of(stem: str) -> str:
    return PARTING.sub("-", stem)


def words_of_name(name: str) -> str:
    return words_of(without_size(name))
