"""A section of the checkout: its title, and its form while it is open."""

from playwright.sync_api import Locator, Page


class Section:
    def __init__(self, page: Page, title: str) -> None:
        self.page = page
        self.title = title
        self.root = page.get_by_role("main").get_by_role("listitem").filter(has=self.heading)

    @property
    def heading(self) -> Locator:
        return self.page.get_by_role("heading", name=self.title, level=2)

    @property
    def proceed(self) -> Locator:
        """The button that sends the section."""
        return self.root.get_by_role("button", name="Continue")

    @property
    def change(self) -> Locator:
        """The button that opens a section again; a link where nothing is typed."""
        name = f"Change: {self.title}"
        return self.page.get_by_role("button", name=name).or_(self.page.get_by_role("link", name=name))

    def field(self, label: str) -> Locator:
        """A field by the beginning of its label, in the first group that has one."""
        return self.root.get_by_label(label).first

    def billing(self, label: str) -> Locator:
        """A field of the address that the bill goes to."""
        return self.root.get_by_role("group", name="Bill to").get_by_label(label)

    def way(self, name: str) -> Locator:
        return self.root.get_by_role("radio", name=name)
