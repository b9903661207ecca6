"""What the demo's things are made of."""
