"""What the operator's page tells to type is what the tests of restoring do."""

import re

from shop.tests.source import ROOT


def commands(section: str) -> list[str]:
    """Return the management commands of a section of the page, in their order."""
    page = (ROOT / "docs" / "operator.md").read_text()
    [text] = re.findall(rf"^## {section}\n(.*?)(?=^## |\Z)", page, re.MULTILINE | re.DOTALL)
    return re.findall(r"^ {4}\.venv/bin/python manage\.py (.*)$", text, re.MULTILINE)


def test_a_shop_moves_to_postgresql_by_a_backup_that_is_restored() -> None:
    assert commands("From SQLite to PostgreSQL") == ["backup /safe/on-sqlite.tar", "restore /safe/on-sqlite.tar"]


def test_going_back_from_an_upgrade_replaces_the_shop_by_the_backup_of_before() -> None:
    assert commands("Upgrade") == ["backup /safe/before-upgrade.tar", "restore --replace /safe/before-upgrade.tar"]
