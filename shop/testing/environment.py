"""What the tests' shop reads from its environment, so that nothing of the machine or of .env reaches it."""

ENVIRONMENT = {
    "SECRET_KEY": "a key for the tests alone, and for no shop that anyone can reach",
    "ALLOWED_HOSTS": "testserver,localhost,127.0.0.1",
    "DEBUG": "0",
    "HTTPS": "0",
    "TRUST_PROXY": "0",
    "SHOP_NAME": "Baguni",
    "SHOP_CURRENCY": "EUR",
    "SHOP_COUNTRY": "DE",
    "PRICES_INCLUDE_TAX": "1",
    "TIME_ZONE": "UTC",
    "EMAIL_FROM": "Baguni <shop@example.com>",
    "SHOP_URL": "http://testserver",
    "SHARED_CACHE_SECONDS": "0",
    "WEB_WORKERS": "2",
}

# What a test may set otherwise for a shop that it opens.
DEFAULTS = {
    "EMAIL_URL": "console:",
    "PAYMENT_PROVIDERS": "offline",
    "STRIPE_SECRET_KEY": "",
    "STRIPE_WEBHOOK_SECRET": "",
    "OFFLINE_INSTRUCTIONS": "",
    "BANK_TRANSFER_INSTRUCTIONS": "",
    "CASH_INSTRUCTIONS": "",
    "UNPAID_MINUTES": "60",
}
