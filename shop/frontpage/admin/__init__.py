"""The merchant's side of the front page."""

from shop.frontpage.admin.sections import SectionAdmin

__all__ = ["SectionAdmin"]
