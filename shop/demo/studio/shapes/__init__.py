"""How the demo's things are formed. Lengths are in decimetres, heights above the floor."""
