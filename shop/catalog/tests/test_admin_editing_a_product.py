"""A merchant edits a product with its variants and images on one page."""

from decimal import Decimal

import pytest
from django.contrib.contenttypes.models import ContentType
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from PIL import Image

from shop.catalog.models import Product, ProductImage
from shop.catalog.tests.admin_pages import ADD, fields_of, image, page_of, picture_upload, send, variant
from shop.testing.builders import make_category, make_product

pytestmark = [pytest.mark.django_db, pytest.mark.slow]


def test_it_makes_a_product_with_two_variants_and_an_image_at_once(admin_client: Client) -> None:
    fields = fields_of(admin_client, ADD) | {
        "title": "Café cup",
        "category": str(make_category().pk),
        "description": "<p onclick='x()'>Fine clay</p>",
        "tags": "clay,  gift , clay,",
        "option1_name": "Size",
        **variant(0, option1="S", price="20", stock="1", sku="CUP-S"),
        **variant(1, option1="L", price="25.50", compare_at_price="30", stock="0", sku="CUP-L"),
        **image(0, photo=picture_upload(name="Cup one.png"), alt="A cup"),
    }
    assert send(admin_client, ADD, fields) == []
    made = Product.objects.get()
    assert (made.slug, made.description, made.tags) == ("café-cup", "<p>Fine clay</p>", "clay, gift")
    assert [(row.option1, row.price, row.stock, row.sku) for row in made.variants.all()] == [
        ("S", Decimal("20.00"), 1, "CUP-S"),
        ("L", Decimal("25.50"), 0, "CUP-L"),
    ]
    assert (made.price_from, made.price_varies, made.is_on_sale, made.is_available) == (Decimal(20), True, True, True)
    assert made.cover == made.images.get()


def test_it_stores_its_own_encoding_of_an_upload(admin_client: Client) -> None:
    product = make_product()
    fields = fields_of(admin_client, page_of(product)) | image(0, photo=picture_upload(size=(1200, 900)))
    assert send(admin_client, page_of(product), fields) == []
    made = product.images.get()
    assert made.photo.name.endswith(".webp")
    assert (made.width, made.height) == (1200, 900)
    with Image.open(made.photo.path) as stored:
        assert stored.format == "WEBP"


def test_it_refuses_a_file_that_is_no_picture(admin_client: Client) -> None:
    product = make_product()
    upload = SimpleUploadedFile("cup.png", b"<script>alert(1)</script>", "image/png")
    fields = fields_of(admin_client, page_of(product)) | image(0, photo=upload)
    assert send(admin_client, page_of(product), fields) == [
        "The file is no picture that can be read (AVIF, GIF, JPEG, PNG, WebP): it is of the kind HTML."
    ]
    assert not ProductImage.objects.exists()


def test_it_refuses_a_picture_of_a_format_that_the_shop_does_not_read(admin_client: Client) -> None:
    product = make_product()
    bitmap = picture_upload(name="cup.bmp", size=(4, 4), encoding="BMP")
    fields = fields_of(admin_client, page_of(product)) | image(0, photo=bitmap)
    assert send(admin_client, page_of(product), fields) == [
        "The file is no picture that can be read (AVIF, GIF, JPEG, PNG, WebP): it is of the kind BMP."
    ]


def fail(*_: object, **__: object) -> None:
    raise ZeroDivisionError("nobody foresaw this")


def test_an_error_of_a_picture_that_nobody_foresaw_is_a_message(
    admin_client: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    product = make_product()
    fields = fields_of(admin_client, page_of(product)) | image(0, photo=picture_upload())
    monkeypatch.setattr("PIL.Image.Image.thumbnail", fail)

    assert send(admin_client, page_of(product), fields) == [
        "The picture cannot be read: ZeroDivisionError: nobody foresaw this."
    ]


def test_a_picture_that_cannot_be_stored_is_a_message(admin_client: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    product = make_product(title="Cup")
    fields = fields_of(admin_client, page_of(product)) | image(0, photo=picture_upload(size=(1200, 900)))
    monkeypatch.setattr("pictures.models.PillowPicture.save", fail)

    answer = admin_client.post(page_of(product), fields | {"title": "Mug"}, follow=True)

    assert "could not be stored (ZeroDivisionError: nobody foresaw this)" in answer.content.decode()
    product.refresh_from_db()
    assert (product.title, product.images.count()) == ("Cup", 0)


def test_it_refuses_an_image_without_a_picture(admin_client: Client) -> None:
    product = make_product()
    fields = fields_of(admin_client, page_of(product)) | image(0, alt="A cup")
    assert send(admin_client, page_of(product), fields) == ["Choose a picture, or delete this image."]


def test_it_changes_nothing_when_nothing_is_changed(admin_client: Client) -> None:
    product = make_product(options={"Size": ["S", "M"]}, compare_at_price="30", variant={"weight_grams": 250})
    ProductImage.objects.create(product=product, photo=picture_upload())
    before = (list(product.variants.values()), list(product.images.values()))
    assert send(admin_client, page_of(product), fields_of(admin_client, page_of(product))) == []
    assert (list(product.variants.values()), list(product.images.values())) == before


def test_it_brings_the_row_of_the_product_up_to_date(admin_client: Client) -> None:
    product = make_product(price="20")
    Product.objects.update(price_from=Decimal(99), is_available=False)
    assert send(admin_client, page_of(product), fields_of(admin_client, page_of(product)) | {"title": "Cup"}) == []
    product.refresh_from_db()
    assert (product.title, product.price_from, product.is_available) == ("Cup", Decimal(20), True)


def test_it_brings_the_row_up_to_date_after_variants_and_images_were_deleted(admin_client: Client) -> None:
    product = make_product(options={"Size": ["S", "M"]})
    cheap, dear = product.variants.all()
    dear.price = Decimal(30)
    dear.save()
    picture = ProductImage.objects.create(product=product, photo=picture_upload())
    cheap.image = picture
    cheap.save()
    fields = fields_of(admin_client, page_of(product)) | {"variants-0-DELETE": "on", "images-0-DELETE": "on"}
    assert send(admin_client, page_of(product), fields) == []
    product.refresh_from_db()
    assert (product.price_from, product.price_varies, product.sole_variant, product.cover) == (30, False, dear, None)


def test_it_deletes_an_image_of_a_variant_that_is_changed_too(admin_client: Client) -> None:
    product = make_product()
    picture = ProductImage.objects.create(product=product, photo=picture_upload())
    product.variants.update(image=picture)
    fields = fields_of(admin_client, page_of(product)) | {"images-0-DELETE": "on", "variants-0-sku": "CUP"}
    assert send(admin_client, page_of(product), fields) == []
    assert product.variants.get().image is None


def test_it_offers_a_variant_the_images_of_its_product_alone(admin_client: Client) -> None:
    product = make_product()
    own = ProductImage.objects.create(product=product, photo=picture_upload(), alt="Own")
    other = ProductImage.objects.create(product=make_product(), photo=picture_upload(), alt="Other")
    fields = fields_of(admin_client, page_of(product))
    assert send(admin_client, page_of(product), fields | {"variants-0-image": str(other.pk)}) == [
        "Select a valid choice. That choice is not one of the available choices."
    ]
    assert send(admin_client, page_of(product), fields | {"variants-0-image": str(own.pk)}) == []
    assert product.variants.get().image == own
    page = admin_client.get(page_of(product)).content.decode()
    assert "1. Own" in page
    assert "Other" not in page


def test_it_shows_a_product_at_the_same_number_of_queries_for_one_row_and_for_many(admin_client: Client) -> None:
    def queries(product: Product) -> int:
        with CaptureQueriesContext(connection) as captured:
            assert admin_client.get(page_of(product)).status_code == 200
        return len(captured)

    few, many = make_product(options={"Size": ["1"]}), make_product(options={"Size": list("123456789")})
    for product, count in ((few, 1), (many, 4)):
        for _ in range(count):
            picture = ProductImage.objects.create(product=product, photo=picture_upload())
        product.variants.update(image=picture)
    ContentType.objects.clear_cache()
    assert queries(few) == 12
    assert queries(many) == 8, (
        "Content type, navigation, dates and the shop's name are remembered after the first page."
    )


def test_it_puts_new_rows_last(admin_client: Client) -> None:
    product = make_product(options={"Size": ["S", "M"]})
    fields = fields_of(admin_client, page_of(product))
    assert (fields["variants-__prefix__-position"], fields["images-__prefix__-position"]) == ("2", "0")


def test_it_links_to_a_published_product_in_the_shop(admin_client: Client) -> None:
    active, draft = make_product(), make_product(status=Product.Status.DRAFT)
    assert f'href="{active.get_absolute_url()}"' in admin_client.get(page_of(active)).content.decode()
    assert f'href="{draft.get_absolute_url()}"' not in admin_client.get(page_of(draft)).content.decode()


def test_it_refuses_a_slug_that_is_taken(admin_client: Client) -> None:
    make_product(slug="cup")
    fields = fields_of(admin_client, ADD) | {"title": "Cup", **variant(0)}
    assert send(admin_client, ADD, fields) == ["Product with this Slug already exists."]


def test_it_asks_for_a_slug_where_the_title_gives_none(admin_client: Client) -> None:
    fields = fields_of(admin_client, ADD) | {"title": "!!!", **variant(0)}
    assert send(admin_client, ADD, fields) == ["Give the product an address of letters and numbers."]


@pytest.mark.parametrize("mark", ["style=", "onclick=", "<style", "<script>"])
def test_its_page_has_nothing_that_the_security_policy_forbids(admin_client: Client, mark: str) -> None:
    product = make_product()
    ProductImage.objects.create(product=product, photo=picture_upload())
    assert mark not in admin_client.get(page_of(product)).content.decode()


def test_a_description_that_an_import_brought_stays_as_it_is_until_it_is_edited(admin_client: Client) -> None:
    foreign = '<p class="x">Fine\n<img src="https://elsewhere.example/a.png">  clay</p><iframe src="/x"></iframe>'
    product = make_product()
    Product.objects.update(description=foreign)
    fields = fields_of(admin_client, page_of(product))
    assert send(admin_client, page_of(product), fields | {"title": "Cup"}) == []
    product.refresh_from_db()
    assert (product.title, product.description) == ("Cup", foreign)
    assert send(admin_client, page_of(product), fields | {"description": foreign + "<p>More"}) != []
