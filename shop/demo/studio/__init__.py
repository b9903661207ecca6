"""The studio in which the demo's photographs are taken, by hand, with Blender: the shop imports none of it."""
