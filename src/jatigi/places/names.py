"""Names in the order in which a reader looks for them."""

import unicodedata


def sort_key(name: str) -> str:
    """Orders É with E, whatever the database does."""
    plain = unicodedata.normalize("NFKD", name)
    return "".join(letter for letter in plain if not unicodedata.combining(letter)).casefold()
