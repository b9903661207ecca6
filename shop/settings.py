"""The shop's settings, read top to bottom. What differs between machines comes from the environment, once, here."""

import hashlib
from email.utils import formataddr
from functools import partial
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

from babel.numbers import list_currencies
from csp.constants import NONE, SELF
from dotenv import dotenv_values, load_dotenv

from shop import environment
from shop.addresses import COUNTRIES
from shop.buckets import bucket_at
from shop.keys import oldest_key
from shop.mail_server import HAS_MAILERS, mailer
from shop.payments.currencies import require_currency
from shop.payments.origins import on_loopback, origins_of
from shop.payments.registry import PROVIDERS
from shop.timezones import zone_of

BASE_DIR = Path(__file__).resolve().parent.parent

# `make run` writes .env once; a variable that is set in the real environment wins.
load_dotenv(BASE_DIR / ".env")

# What a shop makes while it runs: the SQLite database, collected static files, uploads.
VAR_DIR = Path(environment.text("VAR_DIR", str(BASE_DIR / "var"))).absolute()

# The shop

SHOP_NAME = environment.text("SHOP_NAME", "Baguni")
SHOP_TAGLINE = environment.text("SHOP_TAGLINE", "Made slowly, to be used every day")
SHOP_CURRENCY = environment.text("SHOP_CURRENCY", "EUR", one_of=sorted(list_currencies()))
# Where the shop is: its public holidays are no working days, and delivery within it is what the cart speaks of.
SHOP_COUNTRY = environment.text("SHOP_COUNTRY", "DE", one_of=sorted(COUNTRIES))
# Whether the prices of variants and deliveries have their tax in them, or it is added to them at the end.
PRICES_INCLUDE_TAX = environment.flag("PRICES_INCLUDE_TAX", default=True)

# Where it runs

DEBUG = environment.flag("DEBUG", default=False)
# The one-machine shop of `make run` speaks plain HTTP on the loopback address; a public one speaks HTTPS.
HTTPS = environment.flag("HTTPS", default=not DEBUG)
# How many proxies stand in front. The first of them must overwrite X-Forwarded-Proto before the shop may believe it.
TRUST_PROXY = environment.proxies("TRUST_PROXY")
SECRET_KEY = environment.text("SECRET_KEY")
# Former keys, the newest first: what they have signed counts on.
SECRET_KEY_FALLBACKS = environment.names("SECRET_KEY_FALLBACKS", [])
ALLOWED_HOSTS = environment.hosts("ALLOWED_HOSTS", ["localhost", "127.0.0.1", "[::1]"] if DEBUG else None)
HOST = environment.text("HOST", "127.0.0.1")
PORT = environment.number("PORT", 8000, least=1, most=65_535)
WEB_WORKERS = environment.number("WEB_WORKERS", 2, least=1, most=64)

# Where shoppers find the shop: what its mails link to, and what search engines are told.
FIRST_URL = f"https://{ALLOWED_HOSTS[0].strip('.*') or 'localhost'}" if HTTPS else f"http://127.0.0.1:{PORT}"
SHOP_URL = environment.parsed(
    "SHOP_URL", environment.text("SHOP_URL", FIRST_URL), partial(environment.origin, https=HTTPS)
)

ROOT_URLCONF = "shop.urls"
WSGI_APPLICATION = "shop.wsgi.application"

INSTALLED_APPS = [
    "shop.staff.apps.SiteConfig",
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.sitemaps",
    "whitenoise.runserver_nostatic",
    "shop.staticfiles.StaticFiles",
    "csp",
    "django_htmx",
    "django_prose_editor",
    "pictures",
    "widget_tweaks",
    "shop.catalog",
    "shop.content",
    "shop.redirects",
    "shop.brand",
    "shop.frontpage",
    "shop.imports",
    "shop.taxes",
    "shop.delivery",
    "shop.coupons",
    "shop.limits",
    "shop.health",
    "shop.backups",
    "shop.demo",
    "shop.payments",
    "shop.orders",
    "shop.checkout",
    "cart",
    "shop.staff",
]

MIDDLEWARE = [
    "shop.health.probes.HealthMiddleware",
    "shop.metrics.middleware.MetricsMiddleware",
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "shop.uploads.UploadsMiddleware",
    "shop.packing.PackingMiddleware",
    "shop.http.PolicyMiddleware",
    "shop.http.CacheHeadersMiddleware",
    "shop.catalog.speculation.SpeculationRulesMiddleware",
    "cart.session_cookie.SessionCookieMiddleware",
    "cart.joining.JoiningMiddleware",
    "django.middleware.common.CommonMiddleware",
    "shop.bodies.BodySizeMiddleware",
    "shop.http.CrossOriginMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "django_htmx.middleware.HtmxMiddleware",
    "shop.limits.middleware.TooManyAttemptsMiddleware",
    "shop.redirects.middleware.RedirectsMiddleware",
    "shop.catalog.version.CatalogueSnapshotMiddleware",
    # Innermost: within one state of the catalogue, and before the messages that were shown are forgotten.
    "shop.templating.per_visitor.PerVisitorMiddleware",
]

TEMPLATES: list[dict[str, Any]] = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "DIRS": [BASE_DIR / "templates"],
        "OPTIONS": {
            "loaders": [
                (
                    "django.template.loaders.cached.Loader",
                    ["shop.templating.loader.UnindentingLoader", "django.template.loaders.app_directories.Loader"],
                )
            ],
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
                "shop.http.shop_when_asked",
                "shop.catalog.context_processors.categories",
                "shop.catalog.context_processors.menus",
                "cart.context_processors.cart",
            ],
            "builtins": [
                "django.templatetags.i18n",
                "django.templatetags.static",
                "widget_tweaks.templatetags.widget_tweaks",
                "django_htmx.templatetags.django_htmx",
                "shop.dates",
                "shop.money",
                "shop.templating.tags",
            ],
        },
    }
]
# What says who the shop is, wherever pages, letters and payments ask.
SHOP_IDENTITY = "shop.brand.reading.read_identity"
# What fills the places in which pages differ between visitors: the template in `{% per_visitor %}`, and its function.
PER_VISITOR_FRAGMENTS = {
    "_messages.html": "shop.messages.fill_messages",
    "cart/_badge.html": "cart.per_visitor.fill_badge",
    "cart/_drawer.html": "cart.per_visitor.fill_drawer",
}

# What reads the menus at the head and the foot of every page.
SITE_MENUS = "shop.content.reading.read_menus"

# Data

DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"
DATABASE_URL = environment.text("DATABASE_URL", f"sqlite:///{VAR_DIR / 'db.sqlite3'}")
DATABASES: dict[str, Any] = {"default": environment.parsed("DATABASE_URL", DATABASE_URL, environment.database)}
if DATABASES["default"]["ENGINE"] == "django.db.backends.sqlite3":
    # A connection costs more than what is asked through it.
    DATABASES["default"] |= {"ENGINE": "shop.database.sqlite", "CONN_MAX_AGE": None}
    # Django's defaults answer parallel writers with "database is locked": a transaction that reads first and then
    # writes cannot wait for its turn. IMMEDIATE takes the turn at the start; WAL keeps readers out of the queue.
    DATABASES["default"]["OPTIONS"] = {
        "transaction_mode": "IMMEDIATE",
        "timeout": 20,
        "init_command": "PRAGMA journal_mode=WAL; PRAGMA synchronous=NORMAL; PRAGMA cache_size=-4000",
    }
else:
    # A page waits this long for a connection, and then says that the shop is away. Giving up an attempt to connect
    # soon lets the next page begin another, and a connection is tried before it is used: recovery needs no hand.
    # A page also asks whether the database lives when that is silent; for commands, which may wait for a long query,
    # the network's own signs of life must do.
    DATABASES["default"] |= {"ENGINE": "shop.database.postgresql", "CONN_HEALTH_CHECKS": True}
    DATABASES["default"].setdefault("OPTIONS", {}).update(
        pool={"min_size": 4, "max_size": 10, "timeout": 0.5, "reconnect_timeout": 1},
        # What a connection is asked again and again is prepared, and then soon planned no more: half of its cost.
        server_side_binding=True,
        prepare_threshold=5,
        connect_timeout=3,
        tcp_user_timeout=30_000,
        keepalives_idle=10,
        keepalives_interval=5,
        keepalives_count=4,
    )

# Whether `make run` keeps a backup of the database before it migrates it, and fills a new shop with the demo.
BACKUP_BEFORE_MIGRATE = environment.flag("BACKUP_BEFORE_MIGRATE", default=True)
DEMO = environment.flag("DEMO", default=True)

# Being paid

# What shoppers are told who pay by bank transfer or in cash: the account, or where and when the money changes hands.
OFFLINE_INSTRUCTIONS = environment.text("OFFLINE_INSTRUCTIONS", "")
BANK_TRANSFER_INSTRUCTIONS = environment.text("BANK_TRANSFER_INSTRUCTIONS", OFFLINE_INSTRUCTIONS)
CASH_INSTRUCTIONS = environment.text("CASH_INSTRUCTIONS", "")
# Shops that were set up before the two ways were told apart go on with both in one.
PAYMENT_PROVIDERS = environment.names(
    "PAYMENT_PROVIDERS", ["offline"] if OFFLINE_INSTRUCTIONS else ["bank_transfer", "cash"], some_of=sorted(PROVIDERS)
)
require_currency(SHOP_CURRENCY, PAYMENT_PROVIDERS)
STRIPE_SECRET_KEY = environment.text("STRIPE_SECRET_KEY", None if "stripe" in PAYMENT_PROVIDERS else "")
STRIPE_WEBHOOK_SECRET = environment.text("STRIPE_WEBHOOK_SECRET", None if "stripe" in PAYMENT_PROVIDERS else "")
# A provider that moves no money, for tests and for trying the shop: `manage.py run_sandbox`.
SANDBOX_URL = environment.parsed("SANDBOX_URL", environment.text("SANDBOX_URL", "http://127.0.0.1:8100"), on_loopback)
SANDBOX_KEY = f"sandbox {oldest_key(SECRET_KEY, SECRET_KEY_FALLBACKS)}"
SANDBOX_SECRET = environment.text("SANDBOX_SECRET", hashlib.sha256(SANDBOX_KEY.encode()).hexdigest())
# An order that is not paid by then is cancelled. Stripe keeps no page open for longer than a day.
UNPAID_MINUTES = environment.number("UNPAID_MINUTES", 60, least=1, most=1380)
# So few units of a variant are low, where it has no limit of its own: shoppers read how many are left.
LOW_STOCK = environment.number("LOW_STOCK", 5, least=0, most=1_000_000)

# Files

STATIC_URL = "/static/"
STATIC_ROOT = VAR_DIR / "static"
STATICFILES_DIRS = [BASE_DIR / "static"]
MEDIA_URL = "/media/"
MEDIA_ROOT = VAR_DIR / "media"
# Uploads stand in this folder, or in a bucket, from which browsers fetch them.
MEDIA_STORAGE_URL = environment.text("MEDIA_STORAGE_URL", "")
BUCKET = environment.parsed("MEDIA_STORAGE_URL", MEDIA_STORAGE_URL, bucket_at) if MEDIA_STORAGE_URL else None
# Without them boto3 looks where the machine itself has them.
AWS_ACCESS_KEY_ID = environment.text("AWS_ACCESS_KEY_ID", "") or None
AWS_SECRET_ACCESS_KEY = environment.text("AWS_SECRET_ACCESS_KEY", "") or None
STORAGES: dict[str, Any] = {
    "default": BUCKET.storage if BUCKET else {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {
        "BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"
        if DEBUG
        else "shop.staticfiles.JoinedFilesStorage"
    },
}
# The files of imports until they are in: nothing of these is sent to anyone.
IMPORTS_ROOT = VAR_DIR / "imports"
WHITENOISE_KEEP_ONLY_HASHED_FILES = True
PICTURES = {
    # WebP: every browser in use draws it, and it is encoded ten times faster than AVIF.
    "FILE_TYPES": ["WEBP"],
    # Widths of 150, 300, 450, 600, 900, 1200, 1800 and 2400 pixels are stored. A change needs a migration.
    "CONTAINER_WIDTH": 1200,
    "GRID_COLUMNS": 4,
    "PIXEL_DENSITIES": [0.5, 1, 2],
    "USE_PLACEHOLDERS": False,
    # At once, as with Django 5.2: from 6.0 on the package would put it into a queue.
    "PROCESSOR": "pictures.tasks._process_picture",
}

# Visitors

# With HTTPS no other host of the domain can set the shop's cookies.
COOKIE_PREFIX = "__Host-" if HTTPS else ""
SESSION_ENGINE = "cart.sessions"
SESSION_COOKIE_NAME = f"{COOKIE_PREFIX}sessionid"
SESSION_COOKIE_AGE = 60 * 60 * 24 * 60
SESSION_COOKIE_SAMESITE = "Lax"
SESSION_COOKIE_HTTPONLY = True
# Messages follow a redirect in a signed cookie of their own, so that a refusal needs no session.
MESSAGE_STORAGE = "shop.cookies.MessageCookies"

# Language

LANGUAGE_CODE = "en"
LANGUAGES = [("en", "English")]
TIME_ZONE = environment.text("TIME_ZONE", zone_of(SHOP_COUNTRY))
environment.parsed("TIME_ZONE", TIME_ZONE, environment.time_zone)
USE_TZ = True
# How the admin writes days and times.
FORMAT_MODULE_PATH = "shop.formats"

# Security

SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = SECURE_SSL_REDIRECT = HTTPS
CSRF_COOKIE_HTTPONLY = True
CSRF_COOKIE_NAME = f"{COOKIE_PREFIX}csrftoken"
CSRF_FAILURE_VIEW = "shop.http.refused_as_cross_site"
SECURE_HSTS_SECONDS = 60 * 60 * 24 * 365 if HTTPS else 0
# Other hosts of the domain may not be the shop's to decide over.
SECURE_HSTS_INCLUDE_SUBDOMAINS = environment.flag("HSTS_INCLUDE_SUBDOMAINS", default=False)
SECURE_HSTS_PRELOAD = environment.flag("HSTS_PRELOAD", default=False)
SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https") if TRUST_PROXY else None
SECURE_REFERRER_POLICY = "same-origin"
# Said by shop.http.PolicyMiddleware, but not of the cart's parts of pages.
SECURE_CROSS_ORIGIN_OPENER_POLICY = None
X_FRAME_OPTIONS = "DENY"
# The first of them refuses what comes from strangers.
FILE_UPLOAD_HANDLERS = [
    "shop.bodies.FilesOfStaff",
    "django.core.files.uploadhandler.MemoryFileUploadHandler",
    "django.core.files.uploadhandler.TemporaryFileUploadHandler",
]
# A product of 250 variants is one form of the admin, with 17 fields for each.
DATA_UPLOAD_MAX_NUMBER_FIELDS = 5000
# Browsers send a file for each image of a product's form, an empty one too.
DATA_UPLOAD_MAX_NUMBER_FILES = 500
SILENCED_SYSTEM_CHECKS = [
    # CrossOriginMiddleware is Django's CsrfViewMiddleware, extended.
    "security.W003",
    # HSTS speaks for this host alone, unless HSTS_INCLUDE_SUBDOMAINS and HSTS_PRELOAD ask for more.
    "security.W005",
    "security.W021",
]
CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": [NONE],
        "script-src": [SELF],
        "style-src": [SELF],
        "img-src": [SELF, "data:", *([BUCKET.origin] if BUCKET else [])],
        "font-src": [SELF],
        "connect-src": [SELF],
        "manifest-src": [SELF],
        # A form that starts a payment is answered by leading to the provider's page.
        "form-action": [SELF, *origins_of(PAYMENT_PROVIDERS, sandbox_url=SANDBOX_URL)],
        "base-uri": [NONE],
        "frame-ancestors": [NONE],
    }
}
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": f"django.contrib.auth.password_validation.{name}"}
    for name in (
        "UserAttributeSimilarityValidator",
        "MinimumLengthValidator",
        "CommonPasswordValidator",
        "NumericPasswordValidator",
    )
]

# Mail

MAIL = environment.parsed("EMAIL_URL", environment.text("EMAIL_URL", "console:"), environment.mail)
if HAS_MAILERS:
    MAILERS = {
        "default": mailer(
            MAIL["EMAIL_BACKEND"],
            host=MAIL["EMAIL_HOST"] or "localhost",
            port=MAIL["EMAIL_PORT"] or 25,
            username=MAIL["EMAIL_HOST_USER"] or "",
            password=MAIL["EMAIL_HOST_PASSWORD"] or "",
            use_tls=MAIL["EMAIL_USE_TLS"],
            use_ssl=MAIL["EMAIL_USE_SSL"],
            timeout=MAIL["EMAIL_TIMEOUT"] or 10,
            file_path=MAIL["EMAIL_FILE_PATH"],
        )
    }
else:
    EMAIL_BACKEND = MAIL["EMAIL_BACKEND"]
    EMAIL_HOST, EMAIL_PORT = MAIL["EMAIL_HOST"] or "localhost", MAIL["EMAIL_PORT"] or 25
    EMAIL_HOST_USER, EMAIL_HOST_PASSWORD = MAIL["EMAIL_HOST_USER"] or "", MAIL["EMAIL_HOST_PASSWORD"] or ""
    EMAIL_USE_TLS, EMAIL_USE_SSL = MAIL["EMAIL_USE_TLS"], MAIL["EMAIL_USE_SSL"]
    EMAIL_FILE_PATH, EMAIL_TIMEOUT = MAIL["EMAIL_FILE_PATH"], MAIL["EMAIL_TIMEOUT"] or 10
EMAIL_FROM = environment.sender("EMAIL_FROM", formataddr((SHOP_NAME, f"shop@{urlsplit(SHOP_URL).hostname}")))
DEFAULT_FROM_EMAIL = EMAIL_FROM
EMAIL_REPLY_TO = environment.sender("EMAIL_REPLY_TO", EMAIL_FROM)
ORDER_MAIL_TO = environment.parsed("ORDER_MAIL_TO", environment.text("ORDER_MAIL_TO", ""), environment.mailboxes)

# Caching

# How long a shared cache may keep a page that is the same for everyone. 0: an edited price is right at once everywhere.
SHARED_CACHE_SECONDS = environment.number("SHARED_CACHE_SECONDS", 0, least=0, most=86_400)

# Logging

LOG_FORMAT = environment.text("LOG_FORMAT", "text", one_of=["text", "json"])
# One line for each request, but for static files and probes.
ACCESS_LOG = environment.flag("ACCESS_LOG", default=True)
# Whoever sends it reads /metrics.
METRICS_TOKEN = environment.text("METRICS_TOKEN", "")
LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {
        "text": {
            "class": "shop.logs.DiscreetFormatter",
            "format": "{asctime} {levelname} {name} [{request_id}]: {message}",
            "style": "{",
        },
        "json": {
            "()": "shop.logs.DiscreetJsonFormatter",
            "fmt": "{asctime}{levelname}{name}{request_id}{message}",
            "style": "{",
            "rename_fields": {"asctime": "time", "levelname": "level", "name": "logger"},
        },
    },
    "filters": {"faults": {"()": "shop.logs.VisitorsFault"}, "request": {"()": "shop.logs.RequestId"}},
    "handlers": {
        "console": {"class": "logging.StreamHandler", "formatter": LOG_FORMAT, "filters": ["faults", "request"]}
    },
    "root": {"handlers": ["console"], "level": "INFO"},
    "loggers": {
        "django": {"handlers": [], "level": "INFO", "propagate": True},
        # Django's server for developers: its lines would repeat the shop's own.
        "django.server": {"level": "ERROR"},
        # Each picture that an import fetches would be a line.
        "httpx": {"level": "WARNING"},
    },
}

# What is set but is no setting. Here, where all have been read.
UNKNOWN_SETTINGS = environment.unknown(dotenv_values(BASE_DIR / ".env"))
