"""How fast products are imported: `python -m shop.demo.bench.importing FILE` brings a file into a shop, in its
surroundings, and prints the seconds.

The file is what `export_products` writes of a small demo shop, under handles that no other shop has.
"""

import csv
import sys
from pathlib import Path
from tempfile import TemporaryDirectory
from time import perf_counter

import django

from shop.demo.bench.kept import Kept, copied
from shop.testing.server import plan_shop

PRODUCTS = 2_000


def write_file(path: Path) -> None:
    """Write the file that is imported."""
    with TemporaryDirectory() as folder:
        shop, exported = plan_shop(Path(folder)), Path(folder) / "exported.csv"
        shop.manage("migrate", "--verbosity=0")
        shop.manage("seed_demo", f"--products={PRODUCTS}")
        shop.manage("export_products", str(exported))
        with (
            exported.open(encoding="utf-8", newline="") as source,
            path.open("w", encoding="utf-8", newline="") as file,
        ):
            rows = csv.DictReader(source)
            writer = csv.DictWriter(file, rows.fieldnames or [])
            writer.writeheader()
            for row in rows:
                sku = f"IM-{row['Variant SKU']}" if row["Variant SKU"] else ""
                writer.writerow(row | {"Handle": f"imported-{row['Handle']}", "Variant SKU": sku})


def measure(kept: Kept, path: Path) -> float:
    """Return how many products of the file come into a copy of a shop in a second."""
    with copied(kept) as copy:
        shop = plan_shop(copy.folder, **copy.variables)
        return PRODUCTS / float(shop.run("-m", "shop.demo.bench.importing", str(path)).splitlines()[-1])


def main(path: str) -> None:
    django.setup()
    from django.core.management import call_command  # noqa: PLC0415

    started = perf_counter()
    call_command("import_products", path)
    print(perf_counter() - started)  # noqa: T201


if __name__ == "__main__":
    main(*sys.argv[1:])
