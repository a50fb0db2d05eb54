"""Words as they are compared: without case, accents, signs, and whatever blanks stand between them."""

import re
import unicodedata
from functools import lru_cache


@lru_cache(maxsize=20_000)
def folded(text: str) -> str:
    """Words without case, accents and signs, one blank between them; any script."""
    plain = unicodedata.normalize("NFKD", text.replace("œ", "oe").replace("Œ", "oe")).casefold()
    letters = "".join(letter for letter in plain if not unicodedata.combining(letter))
    return " ".join(re.findall(r"[^\W_]+", letters))


def squeezed(text: str) -> str:
    """The same without blanks: N’Djaména, NDJAMENA and N Djamena are one."""
    return folded(text).replace(" ", "")


def parts(text: str) -> list[str]:
    """What a cell lists: separated by line breaks, / , ; & + |, or by “et” and “and”; one part where it lists nothing."""
    found = re.split(r"[\n/,;&+|]|\s+(?:et|and|ou|or)\s+|\s+[-–—]\s+", text, flags=re.IGNORECASE)
    return [part.strip(" .:-–—\t") for part in found if part.strip(" .:-–—\t")]
