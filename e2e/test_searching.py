"""Shoppers search and add what they find."""

from playwright.sync_api import Page, expect

from e2e.pages.home_page import HomePage


def test_searching_and_adding(page: Page, javascript: bool) -> None:
    shop = HomePage(page)
    shop.open()

    shop.search("harbour MUG")

    expect(shop.heading).to_have_text("Search for “harbour MUG”")
    shop.card("Harbour mug").link.click()
    expect(shop.heading).to_have_text("Harbour mug")
    shop.offer.add.click()
    expect(shop.badge.count).to_have_text("1")


def test_finding_nothing_leads_on(page: Page, javascript: bool) -> None:
    shop = HomePage(page)
    shop.open()

    shop.search("unobtainium")

    expect(page.get_by_role("main")).to_contain_text("Nothing in the shop matches all of these words.")
    page.get_by_role("main").get_by_role("link", name="Kitchen", exact=True).click()
    expect(shop.heading).to_have_text("Kitchen")
