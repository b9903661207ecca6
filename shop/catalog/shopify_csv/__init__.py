"""The catalogue in Shopify's product CSV: a merchant's file in, the same format out."""
