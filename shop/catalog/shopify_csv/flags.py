"""Yes and no, as files have them: the words of spreadsheets in many languages, and those that people type."""

from shop.text_identity import identity

YES = frozenset(
    map(
        identity,
        (
            *("true", "1", "yes", "wahr", "ja", "vrai", "oui", "verdadero", "sí", "si", "vero", "verdadeiro"),
            *("sim", "waar", "sant", "sand", "sann", "tosi", "kyllä", "prawda", "tak", "pravda", "ano", "áno", "igaz"),
            *("igen", "doğru", "evet", "adevărat", "da", "истина", "да", "так", "真", "はい", "是", "예"),
        ),
    )
)
NO = frozenset(
    map(
        identity,
        (
            *("false", "0", "no", "falsch", "nein", "faux", "non", "falso", "não", "onwaar", "nee", "falskt"),
            *("falsk", "usann", "nej", "nei", "epätosi", "ei", "fałsz", "nie", "nepravda", "ne", "hamis", "nem"),
            *("yanlış", "hayır", "fals", "nu", "ложь", "нет", "ні", "偽", "いいえ", "否", "아니요"),  # noqa: RUF001
        ),
    )
)


def is_yes(text: str) -> bool | None:
    """Tell what a text says, or None where it is neither."""
    word = identity(text)
    return True if word in YES else False if word in NO else None
