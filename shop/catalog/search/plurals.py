"""Singular and plural of English words: shoppers who look for mugs mean every mug."""

SHORTEST_SINGULAR, SHORTEST_PLURAL = 3, 4
VOWELS = "aeiou"
HISSING = ("s", "x", "z", "ch", "sh")
NO_PLURALS = ("ss", "us", "is")
# Which of several a plural has cannot be told from its letters: shelves and gloves, cookies and berries.
SINGULARS = (
    ("ies", ("y", "ie")),
    ("ves", ("f", "fe", "ve")),
    ("ses", ("s", "se")),
    ("xes", ("x", "xe")),
    ("zes", ("z", "ze")),
    ("ches", ("ch", "che")),
    ("shes", ("sh", "she")),
    ("oes", ("o", "oe")),
    ("s", ("",)),
)


def other_numbers_of(word: str) -> list[str]:
    """Return what may be the singular of a plural or the plural of a singular; of a word with other signs, nothing."""
    if not (word.isascii() and word.isalpha()):
        return []
    if len(word) >= SHORTEST_PLURAL and word.endswith("s") and not word.endswith(NO_PLURALS):
        plural, singulars = next(ending for ending in SINGULARS if word.endswith(ending[0]))
        return [word.removesuffix(plural) + singular for singular in singulars]
    return [plural_of(word)] if len(word) >= SHORTEST_SINGULAR else []


def plural_of(word: str) -> str:
    if word.endswith("y") and word[-2] not in VOWELS:
        return f"{word[:-1]}ies"
    if word.endswith("fe"):
        return f"{word[:-2]}ves"
    if word.endswith("lf"):
        return f"{word[:-1]}ves"
    return f"{word}es" if word.endswith(HISSING) else f"{word}s"
