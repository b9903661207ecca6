"""An import finds how a file is written, or says what is to be done."""

from decimal import Decimal
from pathlib import Path

import pytest
from django.core.management import CommandError, call_command

from shop.catalog.models import Product
from shop.catalog.tests.product_files import CASES, bring_in, needs_cases

pytestmark = pytest.mark.django_db

HEADER = ["Handle", "Title", "Option1 Name", "Option1 Value", "Variant Price", "Vendor"]
TITLE = "Müller\u2019s Käsebrett"


def text(separator: str = ",", *, price: str = "9.50", title: str = TITLE, end: str = "\n") -> str:
    return end.join(separator.join(cells) for cells in (HEADER, ["kaese", title, "", "", price, "Acme"], [""])) + end


def assert_is_in(price: str = "9.50") -> None:
    product = Product.objects.get()
    assert (product.title, product.vendor, str(product.price_from)) == (TITLE, "Acme", price)


@pytest.mark.parametrize("separator", [",", ";", "\t", "|"])
def test_it_finds_what_stands_between_the_columns(file: Path, separator: str) -> None:
    file.write_text(text(separator))

    bring_in(file)

    assert_is_in()


@pytest.mark.parametrize("line", ["sep=;\n", '"sep=;"\n', "\ufeffSEP=;\r\n", "\n \nsep=;\n"])
def test_it_takes_excels_line_for_what_it_says(file: Path, line: str) -> None:
    file.write_text(line + text(";", price="9,50"))

    bring_in(file)

    assert_is_in()


def test_a_separator_that_is_named_goes_before_what_is_found(file: Path) -> None:
    file.write_text(text("~"))

    call_command("import_products", str(file), "--separator", "~")

    assert_is_in()
    with pytest.raises(CommandError, match="neither one character nor one of comma, semicolon, tab"):
        call_command("import_products", str(file), "--separator", "dots")


@pytest.mark.parametrize("end", ["\n", "\r\n", "\r"])
@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "utf-32"])
def test_it_reads_every_unicode(file: Path, encoding: str, end: str) -> None:
    file.write_bytes(text(end=end).encode(encoding))

    bring_in(file)

    assert_is_in()


def test_letters_that_are_composed_of_two_are_the_usual_ones(file: Path) -> None:
    file.write_text(text(title="Mu\u0308ller\u2019s Ka\u0308sebrett"))

    bring_in(file)

    assert_is_in()


@pytest.mark.parametrize("encoding", ["cp1252", "mac_roman"])
def test_another_encoding_is_refused_with_how_it_would_read_and_read_when_it_is_named(
    file: Path, encoding: str
) -> None:
    file.write_bytes(text().encode(encoding))

    said = bring_in(file, succeeds=False)

    assert "is not UTF-8 text in line 2: save it as “CSV UTF-8”" in said
    assert f"“{TITLE}”" in said[: said.index(f"--encoding {encoding}")]
    assert not Product.objects.exists()
    call_command("import_products", str(file), "--encoding", encoding)
    assert_is_in()


@pytest.mark.parametrize("name", ["klingon", "rot13"])
def test_an_encoding_that_nobody_knows_is_refused(file: Path, name: str) -> None:
    with pytest.raises(CommandError, match=f"{name} is no encoding"):
        call_command("import_products", str(file), "--encoding", name)


def test_an_encoding_that_the_file_is_not_in_is_refused(file: Path, capsys: pytest.CaptureFixture[str]) -> None:
    file.write_text(text())

    with pytest.raises(CommandError):
        call_command("import_products", str(file), "--encoding", "utf-16")

    assert "products.csv is not UTF-16 text" in capsys.readouterr().err


def test_a_letter_that_is_wrong_far_behind_lets_nothing_in(file: Path) -> None:
    rows = "".join(f"mug-{number},Mug,,,3,\n" for number in range(3000))
    file.write_bytes((",".join(HEADER) + "\n" + rows).encode() + b"caf\xe9,Caf\xe9,,,3,\n")

    assert "is not UTF-8 text in line 3002" in bring_in(file, succeeds=False)
    assert not Product.objects.exists()


@pytest.mark.parametrize(
    ("header", "kind"),
    [
        ("ID,Type,SKU,Name,Published,Is featured?,Regular price,Sale price,Attribute 1 name", "a WooCommerce"),
        ("Product ID;Image;Name;Reference;Category;Price (tax excl.);Price (tax incl.);Quantity", "a PrestaShop"),
        ("sku,store_view_code,attribute_set_code,product_type,categories,name,price", "a Magento"),
        ("Item,ID,Name,Type,SKU,Options,Inventory Tracking,Current Stock,Price", "a BigCommerce"),
        ("Item Type,Product ID,Product Name,Product Code/SKU,Price", "a BigCommerce"),
        ("TITLE,DESCRIPTION,PRICE,CURRENCY_CODE,QUANTITY,TAGS,SKU", "an Etsy"),
        ("Reference Handle,Token,Item Name,Variation Name,SKU,Description,Price", "a Square"),
        ("handleId,fieldType,name,description,productImageUrl,sku,price", "a Wix"),
        ("Product ID [Non Editable],Variant ID [Non Editable],Title,SKU,Price,Stock", "a Squarespace"),
        ("id,title,description,link,image_link,availability,price,sku", "a Google Merchant Center feed"),
        ("Name,Email,Financial Status,Paid at,Lineitem name,Lineitem sku,Vendor", "Shopify's list of orders"),
    ],
)
def test_another_systems_file_is_named_with_what_is_wanted(file: Path, header: str, kind: str) -> None:
    file.write_text(header + "\n")

    said = bring_in(file, succeeds=False)

    assert f"products.csv is {kind}" in said
    assert "The shop reads Shopify's product CSV" in said


@needs_cases
@pytest.mark.parametrize("name", ["semicolon.csv", "semicolon-comma-in-header.csv", "sep-line.csv"])
def test_what_excel_saves_in_europe_comes_in(name: str) -> None:
    bring_in(CASES / "02-semicolons-from-excel" / name)

    assert list(Product.objects.order_by("slug").values_list("slug", "title", "price_from")) == [
        ("bowl", "Bowl", Decimal(8)),
        ("cup", "Cup, blue; small", Decimal("12.5")),
    ]


@needs_cases
@pytest.mark.parametrize("name", ["utf8-bom.csv", "utf16le-tabs.csv", "nfd.csv", "cr-only.csv"])
def test_a_real_file_of_each_unicode_comes_in(name: str) -> None:
    bring_in(CASES / "03-encodings" / name)

    product = Product.objects.get()
    assert product.title == ("Kasebrett" if name == "cr-only.csv" else TITLE)
    assert str(product.price_from) == "9.50"


@needs_cases
@pytest.mark.parametrize("name", ["cp1252", "mac-roman"])
def test_a_real_file_of_no_unicode_never_comes_in_broken(name: str) -> None:
    file = CASES / "03-encodings" / f"{name}.csv"

    assert f"“{TITLE}”" in bring_in(file, succeeds=False)
    assert not Product.objects.exists()
    call_command("import_products", str(file), "--encoding", name)
    assert Product.objects.get().title == TITLE


@needs_cases
def test_a_real_woocommerce_export_is_named() -> None:
    said = bring_in(CASES / "21-woocommerce-export" / "wc-product-export.csv", succeeds=False)

    assert "is a WooCommerce product export. The shop reads" in said
