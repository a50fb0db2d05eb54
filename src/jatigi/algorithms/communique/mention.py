"""What names an organisation in a text, and how names are compared."""

from dataclasses import dataclass

from jatigi.algorithms.communique.normalise import folded


@dataclass(frozen=True, slots=True)
class Known:
    """An organisation of the caller, with whatever else it is called; ``ref`` comes back with what is found."""

    name: str
    acronym: str = ""
    aliases: tuple[str, ...] = ()
    ref: str = ""


@dataclass(frozen=True, slots=True)
class Mention:
    """flat[start:end] names an organisation. ``key`` is the same wherever the same one is named."""

    start: int
    end: int
    name: str
    key: str
    acronym: str = ""
    ref: str = ""
    certain: bool = True


def comparable(text: str) -> str:
    """Without case, accents and hyphens; of the same length."""
    return folded(text).replace("-", " ")


def is_acronym(text: str) -> bool:
    capitals = sum(1 for letter in text if letter.isupper())
    return capitals >= 2 and len(text) <= 16 and capitals * 2 >= sum(1 for letter in text if letter.isalpha())
