"""Where uploads are kept in a bucket of an S3 service, as one address says it."""

from importlib.util import find_spec
from typing import Any, NamedTuple
from urllib.parse import parse_qsl, urlsplit

PARAMETERS = ("endpoint", "region", "public")


class Bucket(NamedTuple):
    """A bucket as Django's setting STORAGES has it, and the origin from which browsers fetch its pictures."""

    storage: dict[str, Any]
    origin: str


def bucket_at(address: str) -> Bucket:
    """Read an address such as s3://bucket/folder?endpoint=https://s3.example&public=https://images.example.

    Raises ValueError with a sentence.
    """
    url = urlsplit(address)
    if url.scheme != "s3" or not url.netloc or "@" in url.netloc:
        raise ValueError("it may be s3://bucket, and the keys are AWS_ACCESS_KEY_ID and AWS_SECRET_ACCESS_KEY")
    given = dict(parse_qsl(url.query, keep_blank_values=True, strict_parsing=bool(url.query)))
    if unknown := given.keys() - set(PARAMETERS):
        raise ValueError(f"it has {min(unknown)}, but may have {', '.join(PARAMETERS)}")
    for name in ("endpoint", "public"):
        if name in given and not is_web_address(given[name]):
            raise ValueError(f"its {name} may be an address like https://images.example")
    endpoint, region = given.get("endpoint", "").rstrip("/"), given.get("region", "")
    if not endpoint and not region:
        raise ValueError("it needs a region of Amazon's, or the endpoint of another service")
    if not (find_spec("storages") and find_spec("boto3")):
        raise ValueError("buckets need more packages: .venv/bin/pip install --require-hashes -r requirements-s3.lock")
    own = f"{endpoint}/{url.netloc}" if endpoint else f"https://{url.netloc}.s3.{region}.amazonaws.com"
    public = urlsplit(given.get("public", own).rstrip("/"))
    options = {
        "bucket_name": url.netloc,
        "location": url.path.strip("/"),
        "endpoint_url": endpoint or None,
        "region_name": region or None,
        "addressing_style": "path" if endpoint else "virtual",
        "url_protocol": f"{public.scheme}:",
        "custom_domain": f"{public.netloc}{public.path}",
    }
    return Bucket(
        {"BACKEND": "shop.bucket_storage.BucketStorage", "OPTIONS": options}, f"{public.scheme}://{public.netloc}"
    )


def is_web_address(text: str) -> bool:
    url = urlsplit(text)
    return url.scheme in ("http", "https") and bool(url.netloc) and not url.query and not url.fragment
