"""The files behind a catalogue's images: found in a folder or fetched, written anew, and stored with their sizes."""

import logging
from collections import defaultdict
from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor, as_completed
from contextlib import suppress
from pathlib import Path
from threading import BoundedSemaphore
from types import TracebackType
from typing import Any, NamedTuple, Self

from django.core.files.base import File
from django.db import DatabaseError, transaction

from shop.catalog.models import ProductImage
from shop.catalog.pictures import PictureRefused, described, is_animated, reencode
from shop.catalog.shopify_csv.fetching import PARALLEL, Fetcher, FetchFailed
from shop.catalog.shopify_csv.matching import Folder, file_name
from shop.catalog.shopify_csv.parsing import ParsedProduct
from shop.catalog.shopify_csv.report import Report

log = logging.getLogger(__name__)

# A decoded picture may need 240 MB, so fewer are written anew than fetched at a time.
ENCODING = 2


class Attempt(NamedTuple):
    """The images that share an address, with their files, or why they have none."""

    images: Sequence[ProductImage] = ()
    failure: str = ""
    is_animated: bool = False


class Pictures:
    """Where an import may take pictures from: a folder, the hosts that the file names, both or neither."""

    def __init__(
        self, folder: Path | None = None, *, may_fetch: bool = False, allow_private_hosts: bool = False
    ) -> None:
        self.folder = Folder(folder) if folder else None
        self.fetcher = Fetcher(allow_private_hosts=allow_private_hosts) if may_fetch else None
        self.encoding = BoundedSemaphore(ENCODING)

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, traceback: TracebackType | None
    ) -> None:
        if self.fetcher:
            self.fetcher.close()

    @property
    def are_wanted(self) -> bool:
        return bool(self.folder or self.fetcher)

    def store(self, products: Sequence[ParsedProduct], report: Report) -> None:
        """Give each image of these products that has an address and no file its file, and report what has none.

        Images that have one are left alone: a second import neither fetches nor writes a picture again.
        """
        if not self.are_wanted:
            return
        images: defaultdict[str, list[ProductImage]] = defaultdict(list)
        bare = ProductImage.objects.filter(product__slug__in=[product.handle for product in products], photo="")
        for image in bare.filter(drawing="").exclude(source="").select_related("product"):
            if self.can_find(image.source):
                images[image.source].append(image)
            else:
                report.miss_picture(image.product.slug, image.source)
        with ThreadPoolExecutor(PARALLEL) as threads:
            left = {threads.submit(self.attempt, address, group) for address, group in images.items()}
            try:
                for task in as_completed(left):
                    self.record(task.result(), report)
                    left.discard(task)
            except KeyboardInterrupt:
                # No more are begun, and those under way belong to their products, so that no file is nobody's.
                threads.shutdown(cancel_futures=True)
                for task in left:
                    if not task.cancelled():
                        self.record(task.result(), report)
                raise

    def foresee(self, products: Sequence[ParsedProduct], report: Report) -> None:
        """Report what `store` would say: of the folder's files, which are tried, and of addresses without fetching."""
        if not self.are_wanted:
            return
        handles = [product.handle for product in products]
        with_file = ProductImage.objects.filter(product__slug__in=handles).exclude(photo="", drawing="")
        settled = set(with_file.values_list("product__slug", "source"))
        named = ((product.handle, image.source) for product in products for image in product.images or [])
        bare = [pair for pair in named if pair not in settled]
        files = list(dict.fromkeys(address for _, address in bare if self.folder and self.folder.find(address)))
        with ThreadPoolExecutor(PARALLEL) as threads:
            tried = dict(zip(files, threads.map(self.attempt, files), strict=True))
        for handle, address in bare:
            attempt = tried.get(address, Attempt())
            if not self.can_find(address):
                report.miss_picture(handle, address)
            elif attempt.failure:
                report.refuse_picture(handle, address, attempt.failure)
            else:
                report.stored += 1
                if attempt.is_animated:
                    report.note_animated(handle)

    def can_find(self, address: str) -> bool:
        is_remote = address.casefold().startswith(("http://", "https://"))
        return bool((self.folder and self.folder.find(address)) or (self.fetcher and is_remote))

    def attempt(self, address: str, images: Sequence[ProductImage] = ()) -> Attempt:
        """Find one picture and write its files, for every image that names it. Runs in a thread: no queries."""
        try:
            with self.opened(address) as file, self.encoding:
                moves = is_animated(file)
                picture = reencode(file)
                for image in images:
                    image.photo.save(str(picture.name), picture, save=False)
        except (FetchFailed, PictureRefused, OSError) as error:
            return Attempt(images, str(error))
        except Exception as error:
            log.exception("The picture %s could not be stored.", address)
            return Attempt(images, described(error))
        return Attempt(images, is_animated=moves)

    def opened(self, address: str) -> "File[Any]":
        """Return a picture from the folder, or from its address. Raises FetchFailed where neither may be."""
        path = self.folder and self.folder.find(address)
        if path:
            return File(path.open("rb"), name=path.name)
        if not self.fetcher:
            raise FetchFailed("it is in no folder and may not be fetched")
        return File(self.fetcher.fetch(address), name=file_name(address))

    def record(self, attempt: Attempt, report: Report) -> None:
        """Write down the files of images that are still there, and report the others. Queries once for each."""
        for image in attempt.images:
            if attempt.failure:
                report.refuse_picture(image.product.slug, image.source, attempt.failure)
                # One that failed half way has left a file.
                with suppress(Exception):
                    image.photo.delete(save=False)
                continue
            try:
                with transaction.atomic():
                    is_there = ProductImage.objects.filter(pk=image.pk).update(
                        photo=image.photo.name, width=image.width, height=image.height
                    )
            except DatabaseError as error:
                report.refuse_picture(image.product.slug, image.source, described(error))
                is_there = 0
            if is_there:
                report.stored += 1
                if attempt.is_animated:
                    report.note_animated(image.product.slug)
            else:
                image.photo.delete(save=False)
