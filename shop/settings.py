"""The shop's settings, read top to bottom. What differs between machines comes from the environment, once, here."""

import hashlib
from email.utils import formataddr
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit
from zoneinfo import ZoneInfo

import dj_database_url
from babel.numbers import list_currencies
from csp.constants import NONE, SELF
from dotenv import load_dotenv
from redis.connection import parse_url as redis_url_parser

from shop import environment
from shop.addresses import COUNTRIES
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
# A proxy that ends TLS must overwrite X-Forwarded-Proto before the shop may believe it.
TRUST_PROXY = environment.flag("TRUST_PROXY", default=False)
SECRET_KEY = environment.text("SECRET_KEY")
ALLOWED_HOSTS = environment.names("ALLOWED_HOSTS", ["localhost", "127.0.0.1", "[::1]"] if DEBUG else None)
PORT = environment.number("PORT", 8000, least=1, most=65_535)
WEB_WORKERS = environment.number("WEB_WORKERS", 2, least=1, most=64)

# Where shoppers find the shop: what its mails link to, and what search engines are told.
SHOP_URL = environment.text(
    "SHOP_URL", f"https://{ALLOWED_HOSTS[0].strip('.*') or 'localhost'}" if HTTPS else f"http://127.0.0.1:{PORT}"
)

ROOT_URLCONF = "shop.urls"
WSGI_APPLICATION = "shop.wsgi.application"

INSTALLED_APPS = [
    "django.contrib.admin",
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.sitemaps",
    "whitenoise.runserver_nostatic",
    "django.contrib.staticfiles",
    "csp",
    "django_htmx",
    "pictures",
    "widget_tweaks",
    "shop.catalog",
    "shop.taxes",
    "shop.delivery",
    "shop.coupons",
    "shop.limits",
    "shop.demo",
    "shop.payments",
    "shop.orders",
    "shop.checkout",
    "cart",
]

MIDDLEWARE = [
    "shop.health.HealthMiddleware",
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "shop.packing.PackingMiddleware",
    "shop.http.PolicyMiddleware",
    "shop.http.CacheHeadersMiddleware",
    "shop.catalog.speculation.SpeculationRulesMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "cart.joining.JoiningMiddleware",
    "django.middleware.common.CommonMiddleware",
    "shop.http.CrossOriginMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "django_htmx.middleware.HtmxMiddleware",
    "shop.limits.middleware.TooManyAttemptsMiddleware",
    "shop.catalog.version.OneStateMiddleware",
]

TEMPLATES: list[dict[str, Any]] = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "DIRS": [BASE_DIR / "templates"],
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
                "shop.http.shop",
                "shop.catalog.context_processors.categories",
                "cart.context_processors.cart",
            ],
            "builtins": [
                "django.templatetags.i18n",
                "django.templatetags.static",
                "widget_tweaks.templatetags.widget_tweaks",
                "django_htmx.templatetags.django_htmx",
                "shop.dates",
                "shop.money",
            ],
        },
    }
]

# Data

DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"
DATABASE_URL = environment.text("DATABASE_URL", f"sqlite:///{VAR_DIR / 'db.sqlite3'}")
DATABASES: dict[str, Any] = {"default": environment.parsed("DATABASE_URL", DATABASE_URL, dj_database_url.parse)}
if DATABASES["default"]["ENGINE"] == "django.db.backends.sqlite3":
    # A connection costs more than what is asked through it.
    DATABASES["default"] |= {"ENGINE": "shop.sqlite", "CONN_MAX_AGE": None}
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
    DATABASES["default"] |= {"ENGINE": "shop.postgresql", "CONN_HEALTH_CHECKS": True}
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
SANDBOX_SECRET = environment.text("SANDBOX_SECRET", hashlib.sha256(f"sandbox {SECRET_KEY}".encode()).hexdigest())
# An order that is not paid by then is cancelled. Stripe keeps no page open for longer than a day.
UNPAID_MINUTES = environment.number("UNPAID_MINUTES", 60, least=1, most=1380)

# Files

STATIC_URL = "/static/"
STATIC_ROOT = VAR_DIR / "static"
STATICFILES_DIRS = [BASE_DIR / "static"]
MEDIA_URL = "/media/"
MEDIA_ROOT = VAR_DIR / "media"
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {
        "BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"
        if DEBUG
        else "shop.staticfiles.JoinedFilesStorage"
    },
}
WHITENOISE_KEEP_ONLY_HASHED_FILES = True
PICTURES = {
    # WebP: every browser in use draws it, and it is encoded ten times faster than AVIF.
    "FILE_TYPES": ["WEBP"],
    # Widths of 150, 300, 450, 600, 900, 1200, 1800 and 2400 pixels are stored. A change needs a migration.
    "CONTAINER_WIDTH": 1200,
    "GRID_COLUMNS": 4,
    "PIXEL_DENSITIES": [0.5, 1, 2],
    "USE_PLACEHOLDERS": False,
}

# Visitors

SESSION_ENGINE = "cart.sessions"
SESSION_COOKIE_AGE = 60 * 60 * 24 * 60
SESSION_COOKIE_SAMESITE = "Lax"
SESSION_COOKIE_HTTPONLY = True
# Messages follow a redirect in a signed cookie of their own, so that a refusal needs no session.
MESSAGE_STORAGE = "django.contrib.messages.storage.cookie.CookieStorage"

# Language

LANGUAGE_CODE = "en"
LANGUAGES = [("en", "English")]
TIME_ZONE = environment.text("TIME_ZONE", zone_of(SHOP_COUNTRY))
environment.parsed("TIME_ZONE", TIME_ZONE, ZoneInfo)
USE_TZ = True
# How the admin writes days and times.
FORMAT_MODULE_PATH = "shop.formats"

# Security

SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = SECURE_SSL_REDIRECT = HTTPS
CSRF_COOKIE_HTTPONLY = True
CSRF_FAILURE_VIEW = "shop.http.refused_as_cross_site"
SECURE_HSTS_SECONDS = 60 * 60 * 24 * 365 if HTTPS else 0
SECURE_HSTS_INCLUDE_SUBDOMAINS = SECURE_HSTS_PRELOAD = HTTPS
SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https") if TRUST_PROXY else None
SECURE_REFERRER_POLICY = "same-origin"
# Said by shop.http.PolicyMiddleware, but not of the cart's parts of pages.
SECURE_CROSS_ORIGIN_OPENER_POLICY = None
X_FRAME_OPTIONS = "DENY"
# A product of 250 variants is one form of the admin, with 17 fields for each.
DATA_UPLOAD_MAX_NUMBER_FIELDS = 5000
# Browsers send a file for each image of a product's form, an empty one too.
DATA_UPLOAD_MAX_NUMBER_FILES = 500
SILENCED_SYSTEM_CHECKS = [
    # CrossOriginMiddleware is Django's CsrfViewMiddleware, extended.
    "security.W003",
]
CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": [NONE],
        "script-src": [SELF],
        "style-src": [SELF],
        "img-src": [SELF, "data:"],
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
EMAIL_BACKEND = MAIL["EMAIL_BACKEND"]
EMAIL_HOST, EMAIL_PORT = MAIL["EMAIL_HOST"] or "localhost", MAIL["EMAIL_PORT"] or 25
EMAIL_HOST_USER, EMAIL_HOST_PASSWORD = MAIL["EMAIL_HOST_USER"] or "", MAIL["EMAIL_HOST_PASSWORD"] or ""
EMAIL_USE_TLS, EMAIL_USE_SSL, EMAIL_FILE_PATH = MAIL["EMAIL_USE_TLS"], MAIL["EMAIL_USE_SSL"], MAIL["EMAIL_FILE_PATH"]
EMAIL_TIMEOUT = MAIL["EMAIL_TIMEOUT"] or 10
DEFAULT_FROM_EMAIL = environment.text("EMAIL_FROM", formataddr((SHOP_NAME, f"shop@{urlsplit(SHOP_URL).hostname}")))
EMAIL_REPLY_TO = environment.text("EMAIL_REPLY_TO", DEFAULT_FROM_EMAIL)

# Caching

# A cache that may be away at any time: nothing but the time for a page depends on it.
REDIS_URL = environment.text("REDIS_URL", "")
if REDIS_URL:
    environment.parsed("REDIS_URL", REDIS_URL, redis_url_parser)
    CACHES = {"default": {"BACKEND": "shop.caching.ForgivingRedisCache", "LOCATION": REDIS_URL, "KEY_PREFIX": "shop"}}
else:
    CACHES = {"default": {"BACKEND": "django.core.cache.backends.locmem.LocMemCache"}}
# How long a shared cache may keep a page that is the same for everyone. 0: an edited price is right at once everywhere.
SHARED_CACHE_SECONDS = environment.number("SHARED_CACHE_SECONDS", 0, least=0, most=86_400)

# Logging

LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {
        "plain": {
            "class": "shop.logs.DiscreetFormatter",
            "format": "{asctime} {levelname} {name}: {message}",
            "style": "{",
        }
    },
    "handlers": {"console": {"class": "logging.StreamHandler", "formatter": "plain"}},
    "root": {"handlers": ["console"], "level": "INFO"},
    "loggers": {
        "django": {"handlers": [], "level": "INFO", "propagate": True},
        # Each picture that an import fetches would be a line.
        "httpx": {"level": "WARNING"},
    },
}
