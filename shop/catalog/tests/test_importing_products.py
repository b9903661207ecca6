"""A merchant brings products in from a product CSV."""

from decimal import Decimal
from pathlib import Path

import pytest
from pytest_django.fixtures import Settings

from shop.catalog.models import Category, Product, Variant
from shop.catalog.shopify_csv.columns import COLUMNS, REQUIRED
from shop.catalog.tests.product_files import bring_in, further_row, product_row, write_csv

pytestmark = pytest.mark.django_db


def test_rows_of_one_handle_are_one_product_even_when_others_stand_between(file: Path) -> None:
    write_csv(
        file,
        [
            product_row("shirt", Option1_Name="Size", Option1_Value="S"),
            product_row("mug"),
            further_row("shirt", Option1_Value="L", Variant_Price="14"),
        ],
    )

    bring_in(file)

    shirt = Product.objects.get(slug="shirt")
    assert shirt.option_names == ["Size"]
    assert [(variant.option1, variant.price) for variant in shirt.variants.all()] == [
        ("S", Decimal("12.50")),
        ("L", Decimal("14.00")),
    ]
    assert Product.objects.count() == 2


def test_a_default_title_is_no_choice(file: Path) -> None:
    write_csv(file, [product_row(Option1_Name="Title", Option1_Value="Default Title")])

    bring_in(file)

    product = Product.objects.get()
    assert product.option_names == []
    assert product.sole_variant is not None
    assert product.sole_variant.options == []


def test_a_row_with_nothing_but_an_image_is_an_image(file: Path) -> None:
    write_csv(
        file,
        [
            product_row(Image_Src="https://cdn.example.com/front.jpg", Image_Position="1"),
            further_row(Image_Src="https://cdn.example.com/back.jpg", Image_Position="2", Image_Alt_Text="Back"),
        ],
    )

    bring_in(file)

    product = Product.objects.get()
    assert product.variants.count() == 1
    assert [(image.source, image.alt) for image in product.images.all()] == [
        ("https://cdn.example.com/front.jpg", ""),
        ("https://cdn.example.com/back.jpg", "Back"),
    ]
    assert product.cover == product.images.first()


def test_a_variant_has_its_own_image_even_one_that_only_it_names(file: Path) -> None:
    write_csv(
        file,
        [
            product_row(
                Option1_Name="Colour",
                Option1_Value="Red",
                Image_Src="https://cdn.example.com/red.jpg",
                Variant_Image="https://cdn.example.com/red.jpg",
            ),
            further_row(Option1_Value="Blue", Variant_Price="12", Variant_Image="https://cdn.example.com/blue.jpg"),
        ],
    )

    bring_in(file)

    images = {variant.option1: variant.image for variant in Variant.objects.select_related("image")}
    assert images["Red"] is not None
    assert images["Red"].source == "https://cdn.example.com/red.jpg"
    assert images["Blue"] is not None
    assert (images["Blue"].source, images["Blue"].position) == ("https://cdn.example.com/blue.jpg", 2)


@pytest.mark.parametrize(("currency", "cell"), [("KRW", "50.00"), ("EUR", "50"), ("KWD", "50.000")])
def test_a_price_may_be_written_with_zeros_that_the_currency_does_not_use(
    file: Path, settings: Settings, currency: str, cell: str
) -> None:
    settings.SHOP_CURRENCY = currency
    write_csv(file, [product_row(Variant_Price=cell)])

    bring_in(file)

    assert Variant.objects.get().price == 50


def test_it_reads_the_other_fields_of_a_variant(file: Path) -> None:
    write_csv(
        file,
        [
            product_row(
                Variant_SKU="MUG-1",
                Variant_Barcode="'0123456789012",
                Variant_Compare_At_Price="15.00",
                Cost_per_item="4.2",
                Variant_Grams="453.59",
                Variant_Weight_Unit="LB",
                Variant_Requires_Shipping="FALSE",
                Variant_Taxable="false",
                Variant_Tax_Code="P0000000",
                Variant_Fulfillment_Service="depot",
            )
        ],
    )

    bring_in(file)

    variant = Variant.objects.get()
    assert (variant.sku, variant.barcode, variant.tax_code) == ("MUG-1", "0123456789012", "P0000000")
    assert (variant.compare_at_price, variant.cost) == (Decimal("15.00"), Decimal("4.20"))
    assert (variant.weight_grams, variant.weight_unit, variant.fulfillment_service) == (
        Decimal("453.59"),
        "lb",
        "depot",
    )
    assert not variant.requires_shipping
    assert not variant.taxable


def test_it_reads_the_other_fields_of_a_product(file: Path) -> None:
    write_csv(
        file,
        [
            product_row(
                Title="Gift <card>",
                Vendor="Baguni",
                Tags="gift,  card ,,",
                Gift_Card="true",
                SEO_Title="A card",
                SEO_Description="For a friend",
                **{"Body (HTML)": "<p onclick='x()'>Ten</p><script>evil()</script>" + "<p>long</p>" * 1000},
            )
        ],
    )

    bring_in(file)

    product = Product.objects.get()
    assert (product.title, product.vendor, product.tags) == ("Gift <card>", "Baguni", "gift, card")
    assert product.gift_card
    assert (product.seo_title, product.seo_description) == ("A card", "For a friend")
    assert product.description == "<p>Ten</p>" + "<p>long</p>" * 1000


@pytest.mark.parametrize(
    ("status", "published", "held"),
    [
        ("", "true", "active"),
        ("", "FALSE", "draft"),
        ("", "", "draft"),
        ("active", "true", "active"),
        ("Active", "", "active"),
        ("active", "false", "hidden"),
        ("draft", "true", "draft"),
        ("archived", "false", "archived"),
        ("archived", "true", "archived"),
        ("unlisted", "true", "unlisted"),
        ("Unlisted", "", "unlisted"),
        ("unlisted", "false", "hidden"),
    ],
)
def test_only_what_is_active_and_published_is_for_shoppers(file: Path, status: str, published: str, held: str) -> None:
    write_csv(file, [product_row(Status=status, Published=published)])

    bring_in(file)

    assert Product.objects.get().status == held


def test_the_type_becomes_the_category(file: Path) -> None:
    write_csv(file, [product_row("mug", Type="Küche"), product_row("bowl", Type="Küche"), product_row("thing")])

    bring_in(file)

    category = Category.objects.get()
    assert (category.name, category.slug, category.parent) == ("Küche", "küche", None)
    assert {product.slug: product.category for product in Product.objects.all()} == {
        "mug": category,
        "bowl": category,
        "thing": None,
    }


def test_the_product_category_becomes_a_path_of_categories(file: Path) -> None:
    write_csv(
        file,
        [
            product_row("mug", Type="Mug", Product_Category="Home & Garden > Kitchen"),
            product_row("rake", Product_Category="Home & Garden > Garden > Kitchen"),
        ],
    )

    bring_in(file)

    kitchen = Product.objects.get(slug="mug").category
    assert kitchen is not None
    assert kitchen.parent is not None
    assert (kitchen.name, kitchen.slug, kitchen.parent.name) == ("Kitchen", "kitchen", "Home & Garden")
    assert sorted(Category.objects.values_list("slug", flat=True)) == [
        "garden",
        "home-garden",
        "home-garden-garden-kitchen",
        "kitchen",
    ]


def test_it_keeps_what_the_shop_has_no_field_for(file: Path) -> None:
    columns = [*COLUMNS, "Included / Korea"]
    write_csv(
        file,
        [
            product_row(
                Option1_Name="Size",
                Option1_Value="S",
                **{"Google Shopping / MPN": "M1", "Included / Korea": "true"},
            ),
            further_row(Option1_Value="L", Variant_Price="14", **{"Google Shopping / MPN": "M2"}),
        ],
        columns=columns,
    )

    bring_in(file)

    assert Product.objects.get().feed == {"Google Shopping / MPN": ["M1", "M2"], "Included / Korea": ["true"]}


def test_columns_that_the_file_lacks_stay_as_they_are(file: Path) -> None:
    write_csv(file, [product_row(Vendor="Baguni", Variant_SKU="MUG-1", Image_Src="https://cdn.example.com/a.jpg")])
    bring_in(file)
    write_csv(file, [product_row(Variant_Price="13")], columns=REQUIRED)

    assert "0 added, 1 changed" in bring_in(file)

    product = Product.objects.get()
    variant = product.variants.get()
    assert (variant.price, variant.sku, variant.stock) == (Decimal("13.00"), "MUG-1", 5)
    assert (product.vendor, product.status, product.images.count()) == ("Baguni", "active", 1)


def test_a_byte_order_mark_is_no_part_of_the_header(file: Path) -> None:
    write_csv(file, [product_row(Title="Tasse, groß")], encoding="utf-8-sig")

    bring_in(file)

    assert Product.objects.get().title == "Tasse, groß"


def test_a_dry_run_says_what_would_happen_and_writes_nothing(file: Path) -> None:
    write_csv(file, [product_row("mug", Type="Kitchen"), product_row("cup", Variant_Price="x")])

    said = bring_in(file, succeeds=False, dry_run=True)

    assert "2 products: 1 added, 0 changed, 0 unchanged, 1 failed" in said
    assert not Product.objects.exists()
    assert not Category.objects.exists()


def test_numbers_are_read_in_the_digits_of_any_script(tmp_path: Path) -> None:
    rows = [
        product_row("mug", Variant_Price="\uff11\uff12\uff0e\uff15\uff10", Variant_Inventory_Qty="\u0663"),
        product_row("cup", Variant_Inventory_Qty="\N{MINUS SIGN}2", Variant_Inventory_Policy="continue"),
    ]

    bring_in(write_csv(tmp_path / "numbers.csv", rows))

    stored = Variant.objects.order_by("product__slug").values_list("price", "stock")
    assert list(stored) == [(Decimal("12.50"), -2), (Decimal("12.50"), 3)]
