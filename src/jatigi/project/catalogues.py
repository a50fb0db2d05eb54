"""The catalogues of translations: filled from the sources, judged, compiled; without gettext's programs or a database.

    python -m jatigi.project.catalogues update | check | compile

Each room has its own, `locale/fr/LC_MESSAGES/django.po`; its message ids are the English that the sources write.
"""

from __future__ import annotations

import argparse
import re
import sys
from collections.abc import Iterator, Mapping, Sequence
from io import BytesIO, StringIO
from pathlib import Path

from babel.messages.catalog import Catalog, Message
from babel.messages.extract import extract
from babel.messages.mofile import write_mo
from babel.messages.pofile import PoFileError, read_po, write_po
from django.utils.translation.template import templatize

from jatigi.project import french, untranslated

PACKAGE = Path(__file__).resolve().parents[1]
KEYWORDS = {
    "_": None,
    "gettext": None,
    "gettext_lazy": None,
    "gettext_noop": None,
    "ngettext": (1, 2),
    "ngettext_lazy": (1, 2),
    "pgettext": ((1, "c"), 2),
    "pgettext_lazy": ((1, "c"), 2),
    "npgettext": ((1, "c"), 2, 3),
    "npgettext_lazy": ((1, "c"), 2, 3),
}
LINE = re.compile(r'(#.*|(msg(ctxt|id|id_plural|str|str\[\d\])\s+)?"([^"\\]|\\.)*"\s*|\s*)')
HEADER = """\
msgid ""
msgstr ""
"Language: fr\\n"
"MIME-Version: 1.0\\n"
"Content-Type: text/plain; charset=UTF-8\\n"
"Content-Transfer-Encoding: 8bit\\n"
"Plural-Forms: nplurals=2; plural=(n > 1);\\n"
"""

Key = tuple[str | None, str]
"""Context and singular: what gettext looks a message up by."""
Id = str | tuple[str, str]
"""A message as the sources write it: a sentence, or its singular and plural."""


class Unreadable(Exception):
    """A catalogue that does not follow the format of gettext, with its place."""


def rooms(package: Path = PACKAGE) -> list[Path]:
    return sorted(init.parent for init in package.glob("*/__init__.py"))


def templates(room: Path) -> list[Path]:
    return sorted(path for kind in ("html", "txt") for path in room.glob(f"templates/**/*.{kind}"))


def modules(room: Path) -> list[Path]:
    return sorted(path for path in room.rglob("*.py") if "migrations" not in path.parts)


def catalogue_path(room: Path) -> Path:
    return room / "locale" / "fr" / "LC_MESSAGES" / "django.po"


def messages(room: Path) -> dict[Key, Id]:
    """What the sources of a room ask to translate; a sentence that has a plural somewhere has it everywhere."""
    found: dict[Key, Id] = {}
    for source in _sources(room):
        for _line, message, _comments, context in extract("python", source, KEYWORDS):
            identity = (message[0], message[1]) if isinstance(message, tuple) else message
            key = (context, _singular(identity))
            if key[1] and not isinstance(found.get(key), tuple):
                found[key] = identity
    return found


def _sources(room: Path) -> Iterator[BytesIO]:
    for path in modules(room):
        yield BytesIO(path.read_bytes())
    for path in templates(room):
        calls = templatize(path.read_text(encoding="utf-8"), origin=str(path))
        yield BytesIO("\n".join(line.strip() for line in calls.splitlines()).encode())


def read(room: Path) -> dict[Key, Message]:
    """The catalogue of a room, empty if there is none."""
    path = catalogue_path(room)
    if not path.exists():
        return {}
    return {_key(message): message for message in _parsed(path) if message.id}


def _parsed(path: Path) -> Catalog:
    text = path.read_text(encoding="utf-8")
    for number, line in enumerate(text.splitlines(), start=1):
        if not LINE.fullmatch(line):  # Babel would take the last letter for the quotation mark
            raise Unreadable(f"{path}:{number}: not a line of a catalogue: {line}")
    try:
        return read_po(StringIO(text), locale="fr", abort_invalid=True)
    except PoFileError as error:
        raise Unreadable(f"{path}:{error.lineno}: {error}") from error


def _singular(identity: Id | list[str] | tuple[str, ...]) -> str:
    return identity if isinstance(identity, str) else identity[0]


def _key(message: Message) -> Key:
    return message.context, _singular(message.id)


def _translations(message: Message | None) -> tuple[str, ...]:
    if message is None or message.string is None:
        return ()
    return (message.string,) if isinstance(message.string, str) else tuple(message.string)


def _is_plural(identity: Id | list[str] | tuple[str, ...]) -> bool:
    return not isinstance(identity, str)


def update(package: Path = PACKAGE) -> None:
    """Rewrite every catalogue: what is translated stays, what is new comes empty or as another room says it,
    what the sources no longer say goes."""
    kept = {room: read(room) for room in rooms(package)}
    elsewhere = {
        key: message for catalogue in kept.values() for key, message in catalogue.items() if _is_done(message)
    }
    for room, catalogue in kept.items():
        wanted = messages(room)
        if wanted or catalogue:
            _write(
                room, wanted, {**elsewhere, **{k: m for k, m in catalogue.items() if any(_translations(m))}}
            )


def _is_done(message: Message) -> bool:
    return all(_translations(message)) and not message.fuzzy


def _write(room: Path, wanted: Mapping[Key, Id], known: Mapping[Key, Message]) -> None:
    catalogue = Catalog(locale="fr", fuzzy=False)
    for (context, singular), identity in wanted.items():
        before = known.get((context, singular))
        if before is not None and _is_plural(before.id) != _is_plural(identity):
            before = None
        catalogue.add(
            identity,
            before.string if before else None,
            context=context,
            flags=["fuzzy"] if before and before.fuzzy else [],
            user_comments=before.user_comments if before else [],
        )
    text = BytesIO()
    write_po(text, catalogue, width=100, no_location=True, omit_header=True, sort_output=True)
    path = catalogue_path(room)
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(f"{HEADER}\n{text.getvalue().decode().strip()}\n", encoding="utf-8")


def compile_all(package: Path = PACKAGE) -> None:
    """Write the .mo beside every .po; a reader never finds one half written."""
    for room in rooms(package):
        path = catalogue_path(room)
        if not path.exists():
            continue
        catalogue = _parsed(path)
        unfinished = path.with_suffix(".mo.tmp")
        with unfinished.open("wb") as file:
            write_mo(file, catalogue)
        unfinished.replace(path.with_suffix(".mo"))


def problems(package: Path = PACKAGE) -> list[str]:
    """What keeps the French from being complete and right, one sentence each."""
    found: list[str] = []
    catalogues = {room: read(room) for room in rooms(package)}
    for room, catalogue in catalogues.items():
        found += [f"{room.name}: {problem}" for problem in _incomplete(messages(room), catalogue)]
        found += [f"{room.name}: {problem}" for m in catalogue.values() for problem in _wrong(m)]
        for path in templates(room):
            literals = untranslated.literals(path.read_text(encoding="utf-8"), html=path.suffix == ".html")
            found += [
                f"{path.relative_to(package)}:{line}: not translated: {text}" for line, text in literals
            ]
    return found + list(_disagreements(catalogues))


def _literals(path: Path) -> list[tuple[int, str]]:
    text = path.read_text(encoding="utf-8")
    if path.suffix == ".py":
        return untranslated.python_literals(text)
    return untranslated.literals(text, html=path.suffix == ".html")


def _incomplete(wanted: Mapping[Key, Id], catalogue: Mapping[Key, Message]) -> Iterator[str]:
    for key, identity in sorted(wanted.items(), key=lambda item: item[0][1]):
        message = catalogue.get(key)
        translations = _translations(message)
        if not translations or not all(translations):
            yield f"no French for {key[1]!r}"
        elif message is not None and _is_plural(message.id) != _is_plural(identity):
            yield f"singular and plural are out of step: {key[1]!r}"
    for key in sorted(set(catalogue) - set(wanted), key=lambda key: key[1]):
        yield f"no longer used: {key[1]!r}"


def _wrong(message: Message) -> Iterator[str]:
    if message.fuzzy:
        yield f"fuzzy: {_singular(message.id)!r}"
    translations = _translations(message)
    if not all(translations):
        return
    if problem := french.placeholder_problem(_forms(message), translations):
        yield f"{problem}: {_singular(message.id)!r}"
    for text in translations:
        for problem in french.typography_problems(text):
            yield f"{problem}: {text!r}"


def _forms(message: Message) -> tuple[str, ...]:
    return (message.id,) if isinstance(message.id, str) else tuple(message.id)


def _disagreements(catalogues: Mapping[Path, Mapping[Key, Message]]) -> Iterator[str]:
    said: dict[Key, dict[tuple[str, ...], str]] = {}
    for room, catalogue in catalogues.items():
        for key, message in catalogue.items():
            if _is_done(message):
                said.setdefault(key, {}).setdefault(_translations(message), room.name)
    for (_context, singular), ways in sorted(said.items(), key=lambda item: item[0][1]):
        if len(ways) > 1:
            yield f"{', '.join(ways.values())}: {singular!r} has several translations: " + " / ".join(
                repr(way[0]) for way in ways
            )


def main(arguments: Sequence[str] | None = None, package: Path = PACKAGE) -> int:
    parser = argparse.ArgumentParser(
        prog="catalogues", description=(__doc__ or "").split("\n", maxsplit=1)[0]
    )
    parser.add_argument("what", choices=["update", "check", "compile"])
    what = parser.parse_args(arguments).what
    try:
        found = {"update": update, "check": problems, "compile": compile_all}[what](package) or []
    except Unreadable as error:
        found = [str(error)]
    for problem in found:
        print(problem, file=sys.stderr)
    return 1 if found else 0


if __name__ == "__main__":
    sys.exit(main())
