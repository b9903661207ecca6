"""An import puts products into categories, and leaves the merchant's order of them alone."""

from importlib import import_module
from pathlib import Path

import pytest
from django.apps import apps
from django.conf import settings
from django.test import Client
from django.urls import reverse

from shop.catalog.models import Category, CategoryMapping, Product
from shop.catalog.tests.product_files import bring_in, product_row, write_csv
from shop.testing.builders import make_category, make_product

pytestmark = [pytest.mark.django_db, pytest.mark.slow]

EXPORTS = settings.BASE_DIR.parent / "shared" / "data" / "exports"
SHIRTS = "Apparel & Accessories > Clothing > Shirts"


def tree() -> list[str]:
    """Return every category with those above it."""
    paths = []
    for category in Category.objects.all():
        path, above = [category.name], category.parent
        while above:
            path.insert(0, above.name)
            above = above.parent
        paths.append(" > ".join(path))
    return sorted(paths)


def category_of(handle: str) -> Category | None:
    return Product.objects.get(slug=handle).category


def test_a_category_that_was_renamed_keeps_its_products_and_gets_no_twin(file: Path) -> None:
    write_csv(file, [product_row("tee", Type="Shirts")])
    bring_in(file)
    Category.objects.update(name="Tops", slug="tops")
    write_csv(file, [product_row("tee", Type="Shirts"), product_row("polo", Type="shirts ")])

    said = bring_in(file)

    assert tree() == ["Tops"]
    assert category_of("polo") == category_of("tee") == Category.objects.get()
    assert "new categor" not in said


def test_a_category_that_was_moved_keeps_its_products_and_takes_what_stands_below_it_along(file: Path) -> None:
    write_csv(file, [product_row("tee", Product_Category=SHIRTS)])
    bring_in(file)
    sale = make_category(name="Sale")
    Category.objects.filter(name="Clothing").update(parent=sale)
    write_csv(
        file,
        [
            product_row("tee", Product_Category=SHIRTS),
            product_row("sock", Product_Category="Apparel & Accessories > Clothing > Socks"),
        ],
    )

    bring_in(file)

    assert tree() == [
        "Apparel & Accessories",
        "Sale",
        "Sale > Clothing",
        "Sale > Clothing > Shirts",
        "Sale > Clothing > Socks",
    ]


def test_products_of_a_deleted_category_go_to_the_one_above_it(file: Path) -> None:
    write_csv(file, [product_row("tee", Product_Category=SHIRTS)])
    bring_in(file)
    clothing = Category.objects.get(name="Clothing")
    Product.objects.update(category=clothing)
    Category.objects.get(name="Shirts").delete()
    write_csv(file, [product_row("tee", Product_Category=SHIRTS), product_row("polo", Product_Category=SHIRTS)])

    bring_in(file)

    assert category_of("tee") == category_of("polo") == clothing
    assert tree() == ["Apparel & Accessories", "Apparel & Accessories > Clothing"]


def test_products_of_a_deleted_top_category_have_none(file: Path) -> None:
    write_csv(file, [product_row("tee", Type="Shirts"), product_row("mug", Type="Mugs")])
    bring_in(file)
    Product.objects.filter(slug="tee").update(category=None)
    Category.objects.filter(name="Shirts").delete()
    write_csv(file, [product_row("tee", Type="Shirts"), product_row("polo", Type="Shirts"), product_row("cup")])

    said = bring_in(file)

    assert "products.csv: 2 products have no category, since none stands for Shirts:" in said
    assert category_of("tee") is category_of("polo") is None
    assert tree() == ["Mugs"]


def test_a_merchant_says_in_the_admin_where_products_of_a_type_go(admin_client: Client, file: Path) -> None:
    write_csv(file, [product_row("tee", Type="Shirts")])
    bring_in(file)
    tops = make_category(name="Tops", parent=make_category(name="Clothing"))
    page = reverse("admin:catalog_categorymapping_change", args=[CategoryMapping.objects.get().pk])
    assert "&nbsp;" not in admin_client.get(page).content.decode()

    answer = admin_client.post(page, {"name": "Shirts", "category": str(tops.pk)})

    assert answer.status_code == 302
    bring_in(file)
    assert category_of("tee") == tops


def test_a_name_is_mapped_once(admin_client: Client) -> None:
    CategoryMapping.objects.create(name="Shirts")

    answer = admin_client.post(reverse("admin:catalog_categorymapping_add"), {"name": " SHIRTS", "category": ""})

    assert "There is an imported category of this name already." in answer.content.decode()


@pytest.mark.parametrize("change", [{"name": "Tops"}, {"position": 3}, {"parent": "Sale"}, {}])
def test_once_a_merchant_has_placed_categories_new_ones_come_hidden_from_the_menu(
    file: Path, change: dict[str, object]
) -> None:
    write_csv(file, [product_row("tee", Type="Shirts"), product_row("hat", Type="Sale")])
    assert "2 new categories: Sale, Shirts." in bring_in(file)
    assert not Category.objects.filter(is_in_menu=False).exists()
    if "parent" in change:
        change = {"parent": Category.objects.get(name="Sale")}
    if change:
        Category.objects.filter(name="Shirts").update(**change)
    else:
        make_category(name="My own")
    write_csv(file, [product_row(name, Product_Category=f"Things > {name}") for name in ("mug", "cup")])

    said = bring_in(file, dry_run=True)
    assert bring_in(file) == said.removesuffix("Dry run: nothing was written.\n")

    assert "3 new categories, hidden from the menu: Things, Things > cup, Things > mug." in said
    assert set(Category.objects.filter(is_in_menu=False).values_list("name", flat=True)) == {"Things", "cup", "mug"}


def test_categories_that_only_imports_made_hide_nothing(file: Path) -> None:
    write_csv(file, [product_row("tee", Type="Shirts")])
    bring_in(file)
    write_csv(file, [product_row("hat", Type="Hats")])

    assert "1 new category: Hats." in bring_in(file)

    assert not Category.objects.filter(is_in_menu=False).exists()


def test_a_type_that_repeats_a_name_of_the_taxonomy_makes_no_twin(file: Path) -> None:
    write_csv(
        file,
        [
            product_row("polo", Type="shirts"),
            product_row("vest", Type="Clothing"),
            product_row("tee", Type="Shirts", Product_Category=SHIRTS),
        ],
    )

    bring_in(file)

    assert tree() == [
        "Apparel & Accessories",
        "Apparel & Accessories > Clothing",
        "Apparel & Accessories > Clothing > Shirts",
    ]
    assert category_of("polo") == category_of("tee")
    assert category_of("vest") == Category.objects.get(name="Clothing")


def test_a_later_file_of_types_makes_no_twins_either(file: Path) -> None:
    write_csv(file, [product_row("tee", Product_Category=SHIRTS)])
    bring_in(file)
    write_csv(file, [product_row("polo", Type="Shirts")])

    bring_in(file)

    assert category_of("polo") == category_of("tee")


def test_a_type_goes_where_most_products_of_that_type_are(file: Path) -> None:
    vases = {"Type": "Florero", "Product_Category": "Home & Garden > Decor > Vases"}
    write_csv(
        file,
        [
            product_row("bare", Type="Florero"),
            product_row("blue", **vases),
            product_row("green", **vases),
            product_row("odd", Type="Florero", Product_Category="Home & Garden > Decor"),
            product_row("both", Type="Mixed", Product_Category="Home & Garden > Decor"),
            product_row("either", Type="Mixed", Product_Category="Home & Garden"),
            product_row("own", Type="Mixed"),
        ],
    )

    bring_in(file)

    assert category_of("bare") == Category.objects.get(name="Vases")
    assert category_of("own") == Category.objects.get(name="Mixed", parent=None)


@pytest.mark.parametrize("cells", [{"Product_Category": "Uncategorized"}, {"Type": "uncategorized"}])
def test_uncategorized_makes_no_category(file: Path, cells: dict[str, str]) -> None:
    write_csv(file, [product_row("mug", **cells)])

    bring_in(file)

    assert category_of("mug") is None
    assert tree() == []


def test_an_uncategorized_product_goes_by_its_type(file: Path) -> None:
    write_csv(file, [product_row("mug", Product_Category="Uncategorized", Type="Mugs")])

    bring_in(file)

    assert tree() == ["Mugs"]


def test_a_shop_without_any_category_begins_anew(file: Path) -> None:
    write_csv(file, [product_row("tee", Type="Shirts")])
    bring_in(file)
    Product.objects.all().delete()
    Category.objects.all().delete()

    bring_in(file)

    assert category_of("tee") == Category.objects.get(name="Shirts", is_in_menu=True)
    assert CategoryMapping.objects.count() == 1


@pytest.mark.skipif(not EXPORTS.is_dir(), reason="the merchants' exports are not beside the repository")
@pytest.mark.parametrize(
    ("name", "tops", "count"),
    [("laslira.csv", ["Arts & Entertainment", "Home & Garden"], 15), ("ronne.csv", ["Apparel & Accessories"], 6)],
)
def test_a_merchants_export_makes_a_tree(name: str, tops: list[str], count: int) -> None:
    bring_in(EXPORTS / name)

    assert sorted(Category.objects.filter(parent=None).values_list("name", flat=True)) == tops
    assert Category.objects.count() == count


def test_an_older_shop_remembers_its_categories_and_where_most_products_of_each_type_are(file: Path) -> None:
    tops = make_category(name="Tops", parent=make_category(name="Clothing"))
    sale = make_category(name="Sale")
    for number, category in enumerate([tops, tops, sale]):
        make_product(title=f"Shirt {number}", category=category, product_type="Shirts")
    make_product(title="Bargain", category=tops, product_type="Sale")
    CategoryMapping.objects.all().delete()

    import_module("shop.catalog.migrations.0012_imported_categories").remember(apps, None)

    mapped = {mapping.name: mapping.category for mapping in CategoryMapping.objects.all()}
    assert mapped == {"Clothing": tops.parent, "Clothing > Tops": tops, "Sale": sale, "Shirts": tops}
    write_csv(file, [product_row("polo", Type="Shirts")])
    bring_in(file)
    assert category_of("polo") == tops
