"""A payment provider that moves no money: the same behaviour as a real one, over HTTP, in a process of its own."""
