"""Where the house's own files are."""

from collections.abc import Iterator
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent.parent
PACKAGES = ("shop", "cart", "e2e")
TEMPLATES = ROOT / "templates"
STYLES = ROOT / "static" / "css"
NOT_OURS = {".git", ".venv", "var", "__pycache__", "node_modules"}


def files(folder: Path, pattern: str) -> list[Path]:
    """Return a folder's files in a fixed order, so that parametrized tests have fixed names."""
    return sorted(path for path in folder.rglob(pattern) if "__pycache__" not in path.parts)


def committed_files() -> Iterator[Path]:
    """Yield the text files that are, or are about to be, part of the repository."""
    for path in sorted(ROOT.rglob("*")):
        inside = path.relative_to(ROOT).parts
        if path.is_file() and not NOT_OURS.intersection(inside) and not _is_a_tools_own(inside[0]):
            yield path


def name(path: Path) -> str:
    return str(path.relative_to(ROOT))


def _is_a_tools_own(top: str) -> bool:
    return top in {".env", ".env.new"} or top.endswith("_cache")
