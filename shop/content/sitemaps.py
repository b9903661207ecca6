"""The pages of text that search engines are given to read."""

from datetime import datetime

from django.contrib.sitemaps import Sitemap

from shop.content.models import Page


class PageSitemap(Sitemap):  # type: ignore[type-arg]
    def items(self) -> list[Page]:
        """Return the published pages. Queries."""
        return list(Page.objects.published().order_by("pk").defer("text"))

    def lastmod(self, page: Page) -> datetime:
        return page.updated_at
