"""A merchant's file into the catalogue by the browser: uploaded, looked through, and brought in by another process."""
