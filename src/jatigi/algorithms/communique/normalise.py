"""A text as rules compare it, and the way back: every place in it has one in the text that was read.

Mathematical letters, ligatures and letters in two parts become plain ones; apostrophes, quotation marks, blanks and bullets
become one kind each; a word that a line's end cut in two is one again. The length changes, so each character keeps where
it came from.
"""

import unicodedata
from bisect import bisect_right
from collections import Counter
from dataclasses import dataclass

LONGEST = 400_000
"""Characters that are read; a communiqué has some thousands."""

BULLET = "•"
PICTURE = "\ue000"
"""What small pictures are while it is asked which of them begin the items of a list."""
_BULLETS = frozenset("•●▪■◦○‣⁃➢➤►▶✓✔☑⇒→❖◆◇★∙·⦁➔➜✦□❑\uf0b7\uf0a7\uf0fc\uf0d8\uf076\uf0e8\uf02d")
_APOSTROPHES = frozenset("’ʼ‘′`´ʹ＇‛")
_QUOTES = frozenset("“”„‟″〝〞＂")
_HYPHENS = frozenset("\u2010\u2011\u2012\u2212\ufe63\uff0d")
_DASHES = frozenset("–—―⸺")
_DROPPED = frozenset(
    "\u00ad\u200b\u200c\u200d\u2060\ufeff\u200e\u200f\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069"
)
_KEPT = frozenset("…«»°№‰€½¼¾")
_BREAKS = frozenset("\n\r\v\f\x1c\x1d\x1e\x85\u2028\u2029")
_ONE_OF_A_KIND = {
    **dict.fromkeys(_DROPPED, ""),
    **dict.fromkeys(_BULLETS, BULLET),
    **dict.fromkeys(_APOSTROPHES, "'"),
    **dict.fromkeys(_QUOTES, '"'),
    **dict.fromkeys(_HYPHENS, "-"),
    **dict.fromkeys(_DASHES, "–"),
    **dict.fromkeys(_BREAKS, "\n"),
    **{letter: letter for letter in _KEPT},
}
_STAY_APART = frozenset(
    "sous non co ex vice sud nord est ouest afro euro inter mi semi demi micro macro socio peut là ci au celui celle "
    "ceux quelques grand haut bas centre après avant contre entre moyen".split()
)


@dataclass(frozen=True, slots=True)
class Text:
    """``plain`` is what rules read; ``starts[i]`` and ``ends[i]`` say where its character i stood in ``original``."""

    original: str
    plain: str
    starts: tuple[int, ...]
    ends: tuple[int, ...]

    def passage(self, start: int, end: int) -> tuple[int, int]:
        """Where plain[start:end] stands in the original, without blanks around it."""
        while start < end and self.plain[start].isspace():
            start += 1
        while end > start and self.plain[end - 1].isspace():
            end -= 1
        if start >= end:
            at = self.starts[start] if start < len(self.starts) else len(self.original)
            return at, at
        return self.starts[start], self.ends[end - 1]

    def back(self, offset: int) -> int:
        """The place in ``plain`` of a character of the original."""
        return max(0, bisect_right(self.starts, offset) - 1)


def normalised(original: str) -> Text:
    """``original`` as rules read it; what stands after `LONGEST` characters is not read."""
    letters = _letters(original[:LONGEST])
    plain = [(letter, start, end) for start, end in letters for letter in _plain(original[start:end])]
    pieces = _joined(_without_stars(_pictures(original, _quoted(plain))))
    return Text(
        original,
        "".join(piece[0] for piece in pieces),
        tuple(piece[1] for piece in pieces),
        tuple(piece[2] for piece in pieces),
    )


def folded(text: str) -> str:
    """Without case and accents, of the same length: what is found in it stands at the same place in ``text``."""
    if text.isascii():
        return text.lower()
    return "".join(_folded_letter(letter) for letter in text)


def _folded_letter(letter: str) -> str:
    if letter.isascii():
        return letter.lower()
    base = unicodedata.normalize("NFD", letter)[0].lower()
    return base if len(base) == 1 else letter


def _letters(text: str) -> list[tuple[int, int]]:
    """Each letter with the signs that combine with it."""
    found: list[tuple[int, int]] = []
    for at, letter in enumerate(text):
        if found and not letter.isascii() and unicodedata.combining(letter) and at - found[-1][0] < 4:
            found[-1] = (found[-1][0], at + 1)
        else:
            found.append((at, at + 1))
    return found


def _plain(letter: str) -> str:
    if len(letter) == 1 and letter.isascii():
        return " " if letter in "\t\v\f" else letter
    one = _ONE_OF_A_KIND.get(letter)
    if one is not None:
        return one
    if _is_picture(letter):
        return PICTURE if unicodedata.category(letter[0]) != "Sk" else ""
    plain = unicodedata.normalize("NFKC", letter)
    return " " if plain.isspace() and plain != "\n" else plain.replace("\u2044", "/")


def _is_picture(letter: str) -> bool:
    """Emoji and the like, with the colour of skin and the variants that may follow them."""
    return ord(letter[0]) >= 0x2190 and (
        unicodedata.category(letter[0]) == "So" or 0x1F3FB <= ord(letter[0]) <= 0x1F3FF
    )


def _pictures(original: str, pieces: list[tuple[str, int, int]]) -> list[tuple[str, int, int]]:
    """The same picture at the beginning of several lines marks the items of a list; elsewhere one is a blank."""
    leading: dict[int, str] = {}
    fresh = True
    for at, (letter, start, _end) in enumerate(pieces):
        if fresh and letter == PICTURE:
            leading[at] = original[start]
        fresh = letter == "\n" or (fresh and letter == " ")
    times = Counter(leading.values())
    kept: list[tuple[str, int, int]] = []
    for at, piece in enumerate(pieces):
        if piece[0] != PICTURE:
            kept.append(piece)
        elif times[leading.get(at, "")] > 1:
            kept.append((BULLET, piece[1], piece[2]))
        elif kept and not kept[-1][0].isspace():
            kept.append((" ", piece[1], piece[2]))
    return kept


def _without_stars(pieces: list[tuple[str, int, int]]) -> list[tuple[str, int, int]]:
    """« *Recommandations* » is how chats write bold letters; a star with blanks around it stays."""
    kept: list[tuple[str, int, int]] = []
    for at, piece in enumerate(pieces):
        after = pieces[at + 1][0] if at + 1 < len(pieces) else "\n"
        if piece[0] == "*" and (not after.isspace() or (kept and not kept[-1][0].isspace())):
            continue
        kept.append(piece)
    return kept


def _quoted(pieces: list[tuple[str, int, int]]) -> list[tuple[str, int, int]]:
    """Two apostrophes are a quotation mark; a carriage return with its line feed is one break."""
    kept: list[tuple[str, int, int]] = []
    for piece in pieces:
        before = kept[-1] if kept else None
        if before and piece[0] == before[0] == "'":
            kept[-1] = ('"', before[1], piece[2])
        elif before and before[0] == "\r" and piece[0] == "\n":
            kept[-1] = ("\n", before[1], piece[2])
        else:
            if before and before[0] == "\r":
                kept[-1] = ("\n", before[1], before[2])
            kept.append(piece)
    return kept


def _joined(pieces: list[tuple[str, int, int]]) -> list[tuple[str, int, int]]:
    """Without the hyphen and the break inside a word that the end of a line cut."""
    kept: list[tuple[str, int, int]] = []
    at = 0
    while at < len(pieces):
        letter = pieces[at][0]
        if letter == "-" and kept and kept[-1][0].isalpha():
            after = at + 1
            while after < len(pieces) and after - at < 20 and pieces[after][0] == " ":
                after += 1
            if after < len(pieces) and pieces[after][0] == "\n":
                after += 1
                while after < len(pieces) and after - at < 60 and pieces[after][0] == " ":
                    after += 1
                if after < len(pieces) and pieces[after][0].isalpha():
                    if pieces[after][0].isupper() or _stays_apart(kept):
                        kept.append(pieces[at])
                    at = after
                    continue
        kept.append(pieces[at])
        at += 1
    return kept


def _stays_apart(kept: list[tuple[str, int, int]]) -> bool:
    word = ""
    for letter, _start, _end in reversed(kept[-12:]):
        if not letter.isalpha():
            break
        word = letter + word
    return word.lower() in _STAY_APART
