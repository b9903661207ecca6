"""What is sold."""

from shop.catalog.models.bulk_writes import bulk_write
from shop.catalog.models.categories import Category
from shop.catalog.models.codes import Code
from shop.catalog.models.facets import FacetBits, FacetPlace, FacetShelf
from shop.catalog.models.holds import StockHold
from shop.catalog.models.images import ProductImage
from shop.catalog.models.imported import ImportedHandle, ImportedProduct
from shop.catalog.models.mappings import CategoryMapping
from shop.catalog.models.products import Product
from shop.catalog.models.spelling import Spelling
from shop.catalog.models.staged import StagedPicture
from shop.catalog.models.variants import Variant
from shop.catalog.models.versions import CatalogueVersion

__all__ = [
    "CatalogueVersion",
    "Category",
    "CategoryMapping",
    "Code",
    "FacetBits",
    "FacetPlace",
    "FacetShelf",
    "ImportedHandle",
    "ImportedProduct",
    "Product",
    "ProductImage",
    "Spelling",
    "StagedPicture",
    "StockHold",
    "Variant",
    "bulk_write",
]
