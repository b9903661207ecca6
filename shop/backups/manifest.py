"""What a backup says of itself: of which release it is, what it holds, and the digest of each of its parts."""

import json
import tomllib
from dataclasses import asdict, dataclass, field
from typing import Any, Self

from django.conf import settings
from django.utils import timezone

from shop.backups.contents import Contents

FORMAT = 1


@dataclass(frozen=True, slots=True)
class Part:
    """One file of a backup: how many bytes it has, and their SHA-256."""

    size: int
    sha256: str


@dataclass(slots=True)
class Manifest:
    """`database` is Django's name of its kind. `parts` are known by their names in the archive."""

    database: str
    contents: Contents
    has_uploads: bool
    version: str
    made_at: str
    parts: dict[str, Part] = field(default_factory=dict)

    @classmethod
    def of_now(cls, database: str, contents: Contents, *, has_uploads: bool) -> Self:
        return cls(database, contents, has_uploads, version(), timezone.now().isoformat(timespec="seconds"))

    @classmethod
    def read(cls, text: bytes) -> Self:
        """Raises ValueError, KeyError or TypeError for what is no manifest."""
        said: dict[str, Any] = json.loads(text)
        if said["format"] != FORMAT:
            raise ValueError(f"format {said['format']}")
        migrations = frozenset((app, name) for app, name in said["migrations"])
        parts = {name: Part(**part) for name, part in said["parts"].items()}
        contents = Contents(said["counts"], migrations)
        return cls(said["database"], contents, said["has_uploads"], said["version"], said["made_at"], parts)

    def written(self) -> bytes:
        said = {
            "format": FORMAT,
            "version": self.version,
            "made_at": self.made_at,
            "database": self.database,
            "has_uploads": self.has_uploads,
            "counts": dict(self.contents.counts),
            "migrations": sorted(self.contents.migrations),
            "parts": {name: asdict(part) for name, part in self.parts.items()},
        }
        return json.dumps(said, indent=1).encode()


def version() -> str:
    """Return the version of this release."""
    project = tomllib.loads((settings.BASE_DIR / "pyproject.toml").read_text(encoding="utf-8"))
    return str(project["project"]["version"])
