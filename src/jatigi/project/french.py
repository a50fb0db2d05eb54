"""What a French translation must respect to be printed: its placeholders and its typography.

The rules of typography are those of the *Lexique des règles typographiques en usage à l’Imprimerie nationale*:
typographic apostrophe, no-break space before : ; ? ! » and after «.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from html import unescape

PLACEHOLDER = re.compile(r"%(?:\(\w+\))?[-+#0]*\d*(?:\.\d+)?[sdifr]|\{\w*(?:![rsa])?(?::[^{}]*)?\}")
# What stands in a sentence without being of it: mark-up, addresses, times of the day.
APART = re.compile(r"<[^<>]*>|\b\w+://\S+|(?<=\d):(?=\d)")

TIGHT_MARK = re.compile(r"(?<=[^\u00a0\u202f?!(])[:;?!»]")
TIGHT_QUOTE = re.compile(r"«(?![\u00a0\u202f])")


def placeholder_problem(source: Sequence[str], translations: Sequence[str]) -> str | None:
    """Whether a translation would print less, more or something else than its source, or fail to print.

    `source` is a sentence, or its singular and plural; the French singular, which also counts zero, may show the number
    that an English singular leaves out.
    """
    singular, plural = (set(PLACEHOLDER.findall(source[index])) for index in (0, -1))
    first, *others = (set(PLACEHOLDER.findall(text)) for text in translations)
    if singular <= first <= singular | plural and all(other == plural for other in others):
        return None
    return "placeholders differ"


def typography_problems(text: str) -> Iterator[str]:
    """What a French reader would find badly set in a translation."""
    prose = unescape(PLACEHOLDER.sub("x", APART.sub("", text)))
    if "'" in prose:
        yield "straight apostrophe (write ’)"
    if '"' in prose:
        yield "straight quotation mark (write « »)"
    if TIGHT_MARK.search(prose):
        yield "no-break space missing before : ; ? ! »"
    if TIGHT_QUOTE.search(prose):
        yield "no-break space missing after «"
