"""`manage.py loaddata` and `flush` write past the models; search, filters and lists are true all the same."""

from io import StringIO
from pathlib import Path

import pytest
from django.core.management import call_command

from shop.catalog.models import CatalogueVersion, FacetPlace, Product
from shop.catalog.search.index import index
from shop.testing.builders import make_category, make_product
from shop.testing.linting import LintingClient

pytestmark = pytest.mark.postgresql("it writes many rows at once, past the ORM")


def test_what_is_loaded_is_found(db: None, tmp_path: Path, client: LintingClient) -> None:
    make_product(title="Tide mug", category=make_category(name="Kitchen", slug="kitchen"))
    file = tmp_path / "shop.json"
    call_command("dumpdata", "catalog.category", "catalog.product", "catalog.variant", output=str(file), verbosity=0)
    Product.objects.all().delete()
    version, said = CatalogueVersion.current(), StringIO()

    call_command("loaddata", str(file), stdout=said)

    assert "Built the search index and the filters anew." in said.getvalue()
    assert CatalogueVersion.current() != version
    assert "Tide mug" in client.get("/search/?q=tide").content.decode()
    assert FacetPlace.objects.count() == 1
    assert "Tide mug" in client.get("/category/kitchen/").content.decode()


@pytest.mark.django_db(transaction=True)
def test_what_is_flushed_is_found_no_more() -> None:
    make_product(title="Tide mug")

    call_command("flush", interactive=False, verbosity=0)

    assert index().is_empty()
