"""Finds what templates and forms say to people without asking for its translation.

What must stay as it is in every language is marked as HTML provides: `translate="no"` on the element; a template that
is not for people at all says so in a comment, `{# translate="no" #}`.
"""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from html import escape
from html.parser import HTMLParser

from django.template.base import Lexer, Token, TokenType

NAMES = frozenset({"Jatigi", "XOF"})
"""Words that are the same in every language."""

WORD = re.compile(r"[^\W\d_]+")
QUOTED = r"""("[^"]*"|'[^']*')"""
# The arguments by which templates hand a text on, and the filters that put one in the place of a value.
ARGUMENT = re.compile(
    rf"\b(?:label|title|text|heading|message|hint|help|placeholder|alt|description|caption|legend|where)={QUOTED}"
)
PLACED = re.compile(rf"(?<=\s){QUOTED}")
SENTENCE = re.compile(r"[A-ZÀ-Ý]|.*\w\s+\w")
# The tags of Django whose quoted words are names, not texts.
NAMING_TAGS = frozenset(
    "block blocktrans blocktranslate cycle elif extends if include load now partial partialdef regroup static trans "
    "translate url with".split()
)
STAND_IN = re.compile(rf"\|(?:default|default_if_none|yesno):{QUOTED}")
BLOCK = re.compile(r"(blocktrans|blocktranslate|comment)\b")

SPOKEN_ATTRIBUTES = frozenset(
    "title placeholder alt aria-label aria-description aria-placeholder aria-roledescription aria-valuetext label "
    "hx-confirm hx-prompt".split()
)
SILENT_ELEMENTS = frozenset({"script", "style", "code"})
VOID_ELEMENTS = frozenset("area base br col embed hr img input link meta source track wbr".split())
BUTTONS = frozenset({"submit", "button", "reset"})
VALUE = "\N{OBJECT REPLACEMENT CHARACTER}"


def literals(template: str, *, html: bool = True) -> list[tuple[int, str]]:
    """The texts, each with its line, that the template shows without `translate` or `blocktranslate`."""
    tokens = list(Lexer(template).tokenize())
    if any(t.token_type is TokenType.COMMENT and t.contents == 'translate="no"' for t in tokens):
        return []
    handed_on = [
        (t.lineno or 1, text) for t in tokens if t.token_type is TokenType.BLOCK for text in _handed_on(t)
    ]
    page = "".join(_shown(tokens))
    return sorted(handed_on + (_Page(page).found if html else _lines(page)))


def _handed_on(tag: Token) -> Iterator[str]:
    """The texts that a tag is given as arguments."""
    yield from (text[1:-1] for text in ARGUMENT.findall(tag.contents) if _speaks(text))
    if tag.split_contents()[0] not in NAMING_TAGS:
        texts = [text[1:-1] for text in PLACED.findall(tag.contents)]
        yield from (text for text in texts if SENTENCE.match(text) and _speaks(text))


def _speaks(text: str) -> bool:
    return not NAMES.issuperset(WORD.findall(text))


def _lines(page: str) -> list[tuple[int, str]]:
    return [(n, line.strip()) for n, line in enumerate(page.split("\n"), start=1) if _speaks(line)]


def _shown(tokens: list[Token]) -> Iterator[str]:
    """What is left of a template when its tags, its values and its translations are taken out, line by line the same."""
    inside = ""
    for token in tokens:
        if inside:
            yield "\n" * token.contents.count("\n")
            if token.token_type is TokenType.BLOCK and token.contents == f"end{inside}":
                inside = ""
        elif token.token_type is TokenType.TEXT:
            yield token.contents
        elif token.token_type is TokenType.VAR:
            yield VALUE + escape(" ".join(text[1:-1] for text in STAND_IN.findall(token.contents)))
        elif token.token_type is TokenType.BLOCK:
            yield " "
            inside = match[1] if (match := BLOCK.match(token.contents)) else ""


class _Page(HTMLParser):
    """Reads a page and keeps the texts and attributes that a person would see or hear."""

    def __init__(self, page: str) -> None:
        super().__init__()
        self.found: list[tuple[int, str]] = []
        self._silent: list[str] = []
        self.feed(page)
        self.close()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        attributes = dict(attrs)
        if self._silent:
            self._silent += [tag] * (tag == self._silent[0])
        elif tag in SILENT_ELEMENTS or attributes.get("translate") == "no":
            self._silent = [tag] * (tag not in VOID_ELEMENTS)
        else:
            self._keep_attributes(tag, attributes)

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        attributes = dict(attrs)
        if not self._silent and attributes.get("translate") != "no":
            self._keep_attributes(tag, attributes)

    def handle_endtag(self, tag: str) -> None:
        if self._silent and tag == self._silent[0]:
            self._silent.pop()

    def handle_data(self, data: str) -> None:
        if not self._silent and _speaks(data):
            line, _column = self.getpos()
            before = data[: len(data) - len(data.lstrip())]
            self.found.append((line + before.count("\n"), " ".join(data.replace(VALUE, "…").split())))

    def _keep_attributes(self, tag: str, attributes: dict[str, str | None]) -> None:
        spoken = set(SPOKEN_ATTRIBUTES)
        if tag == "input" and attributes.get("type") in BUTTONS:
            spoken.add("value")
        for name in sorted(spoken & set(attributes)):
            if _speaks(attributes[name] or ""):
                self.found.append((self.getpos()[0], f"{name}={attributes[name]!r}"))


FORM_TEXTS = frozenset({"label", "help_text", "empty_label", "verbose_name", "verbose_name_plural"})


def python_literals(source: str) -> list[tuple[int, str]]:
    """The labels of fields and of choices, each with its line, that Python code writes without gettext."""
    found: list[tuple[int, str]] = []
    for node in ast.walk(ast.parse(source)):
        if isinstance(node, ast.Call):
            texts = [keyword.value for keyword in node.keywords if keyword.arg in FORM_TEXTS]
        elif isinstance(node, ast.ClassDef) and any("Choices" in ast.unparse(base) for base in node.bases):
            values = [line.value for line in node.body if isinstance(line, ast.Assign)]
            texts = [value.elts[-1] for value in values if isinstance(value, ast.Tuple)]
        else:
            continue
        found += [
            (text.lineno, text.value)
            for text in texts
            if isinstance(text, ast.Constant) and isinstance(text.value, str) and _speaks(text.value)
        ]
    return sorted(found)
