"""The shop's own pictures, drawn as SVG."""
