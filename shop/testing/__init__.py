"""What every test of the shop stands on: a pytest plugin, a client that lints, builders, and swap equals reload."""
