"""The merchant's side of imports."""

from shop.imports.admin.imports import ImportAdmin
from shop.imports.admin.tasks import imports_to_see_to

__all__ = ["ImportAdmin", "imports_to_see_to"]
