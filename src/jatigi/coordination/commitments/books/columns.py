"""The columns of a workbook: how each is headed, what its cell means, and how a commitment is written into it."""

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from typing import Any
from uuid import UUID

from django.db.models import TextChoices
from django.utils import translation
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from jatigi.agencies.aliases import normalised
from jatigi.coordination.codes import Level, Precision, Theme
from jatigi.coordination.commitments import areas, saying
from jatigi.coordination.commitments.books.looking import Lists, event_name, meant
from jatigi.coordination.commitments.models import CommitmentKind, CommitmentState
from jatigi.coordination.commitments.naming import addressees
from jatigi.coordination.commitments.saying import Named
from jatigi.directory.workbooks.cells import day
from jatigi.directory.workbooks.opening import Cell, text_of
from jatigi.kernel.errors import Invalid

Text = str | Promise


class Wrong(Exception):
    """A cell that cannot be understood; its sentence says why."""

    def __init__(self, sentence: Text) -> None:
        super().__init__()
        self.sentence = sentence


@dataclass(frozen=True, slots=True)
class Column:
    """key: what it is about. headings: French first, then whatever else it is called. hint: what to write.

    read: a cell → its value (None: nothing stands there); raises `Wrong`. write: a value → how it stands in a cell.
    """

    key: str
    headings: tuple[str, ...]
    hint: Text
    read: Callable[[Lists, Cell], Any]
    write: Callable[[Lists, Any], str]


def _plain(_lists: Lists, cell: Cell) -> str | None:
    return text_of(cell) or None


def _long(_lists: Lists, cell: Cell) -> str | None:
    """A passage keeps its lines."""
    return (str(cell).strip() if isinstance(cell, str) else text_of(cell)) or None


def _same(_lists: Lists, value: Any) -> str:
    return str(value or "")


def _number(_lists: Lists, cell: Cell) -> int | None:
    text = text_of(cell)
    if text and not text.isdecimal():
        raise Wrong(_("Leave the version as it was exported."))
    return int(text) if text else None


def _choice(choices: type[TextChoices]) -> Callable[[Lists, Cell], str | None]:
    def read(_lists: Lists, cell: Cell) -> str | None:
        text = text_of(cell)
        found = labels(choices).get(normalised(text))
        if text and found is None:
            raise Wrong(_("Not one of the words of the sheet of words."))
        return found

    return read


def _label(choices: type[TextChoices]) -> Callable[[Lists, Any], str]:
    def write(_lists: Lists, value: Any) -> str:
        return french(choices)[value] if value else ""

    return write


@lru_cache
def labels(choices: type[TextChoices]) -> dict[str, str]:
    """What each choice may be called: its code, its French and its English words."""
    found: dict[str, str] = {}
    for language in ("en", "fr"):
        with translation.override(language):
            found |= {normalised(str(label)): value for value, label in choices.choices}
    return found | {normalised(value): value for value in choices.values}


@lru_cache
def french(choices: type[TextChoices]) -> dict[str, str]:
    with translation.override("fr"):
        return {value: str(label) for value, label in choices.choices}


def _one(found: Sequence[Any]) -> Any:
    if len(found) > 1:
        raise Wrong(_("Several bear this name: write the code, or the day of the event in brackets."))
    if not found:
        raise Wrong(_("Nothing here is called so."))
    return found[0]


def _body(lists: Lists, cell: Cell) -> UUID | None:
    text = text_of(cell)
    return _one(meant(lists.bodies_called, text)) if text else None


def _body_name(lists: Lists, value: Any) -> str:
    return lists.bodies[value].code if value in lists.bodies else ""


def _event(lists: Lists, cell: Cell) -> UUID | None:
    text = text_of(cell)
    return _one(meant(lists.events_called, text)) if text else None


def _event_name(lists: Lists, value: Any) -> str:
    return event_name(lists.events[value]) if value in lists.events else ""


def _cluster(lists: Lists, cell: Cell) -> UUID | str | None:
    """A group that stands, or the title of one that is made."""
    text = text_of(cell)
    found = meant(lists.clusters_called, text) if text else []
    if len(found) > 1:
        _one(found)
    if len(text) > 300:
        raise Wrong(_("The title of a group has at most 300 characters."))
    return found[0] if found else text or None


def _cluster_name(lists: Lists, value: Any) -> str:
    if value in lists.clusters:
        return f"{lists.clusters[value].title} ({lists.clusters[value].code})"
    return str(value or "")


def parts(text: str) -> list[str]:
    """What a cell lists, separated by semicolons or lines."""
    return [" ".join(part.split()) for part in re.split(r"[;\n]", text) if part.strip()]


def _addressees(lists: Lists, cell: Cell) -> list[Named] | None:
    """Names; the one with a star answers for all."""
    said = parts(str(cell)) if isinstance(cell, str) else parts(text_of(cell))
    try:
        found = addressees(lists.names, [name.rstrip("* ") for name in said])
        for name, one in zip(said, found, strict=True):
            one["lead"] = name.endswith("*")
        return named(found) or None
    except Invalid as error:
        raise Wrong(next(iter(error.errors.values()))) from None


def named(found: Sequence[Named]) -> list[Named]:
    """The same in one order: who leads first, then by name."""
    once: dict[Any, Named] = {}
    for one in found:
        key = one.get("organisation") or normalised(one["name"])
        once[key] = Named(**{**one, "lead": one["lead"] or once.get(key, one)["lead"]})
    if sum(1 for one in once.values() if one["lead"]) > 1:
        raise Wrong(_("Only one addressee can answer first."))
    return sorted(once.values(), key=lambda one: (not one["lead"], str(one.get("organisation")), one["name"]))


def _addressee_names(lists: Lists, value: Any) -> str:
    names = (
        (lists.organisations.get(house, "") if (house := one.get("organisation")) else one["name"])
        + ("*" if one["lead"] else "")
        for one in value or ()
    )
    return "; ".join(names)


def _items(lists: Lists, cell: Cell) -> list[UUID] | None:
    said = parts(str(cell)) if isinstance(cell, str) else parts(text_of(cell))
    found = {_item(lists, part) for part in said}
    return sorted(found, key=lambda pk: lists.items[pk]) or None


def _item(lists: Lists, text: str) -> UUID:
    found = meant(lists.items_called, text)
    if len(found) != 1:
        raise Wrong(_("No item of a framework has this code; write both, as in « gcm 7 »."))
    pk: UUID = found[0]
    return pk


def _item_names(lists: Lists, value: Any) -> str:
    return "; ".join(lists.items[pk] for pk in value or () if pk in lists.items)


def _day(_lists: Lists, cell: Cell) -> date | None:
    found = day(cell) if text_of(cell) else None
    if text_of(cell) and found is None:
        raise Wrong(_("Write the day as 31/12/2026."))
    return found


def _day_text(_lists: Lists, value: Any) -> str:
    return f"{value:%d/%m/%Y}" if value else ""


def _deadline(_lists: Lists, cell: Cell) -> tuple[date, str] | None:
    """The last day of what is said, and how exactly."""
    text = text_of(cell)
    if not text:
        return None
    if re.fullmatch(r"\d{4}", text):
        return saying.last_day(int(text), None, None)
    found = day(cell, last=True)
    if found is None:
        raise Wrong(_("Write 31/12/2026, 12/2026 or 2026."))
    month = isinstance(cell, str) and len(re.findall(r"\d+", text)) < (
        2 if re.search(r"[^\W\d]", text) else 3
    )
    return saying.last_day(found.year, found.month, None if month else found.day)


def _deadline_text(_lists: Lists, value: Any) -> str:
    if not value:
        return ""
    last, precision = value
    patterns = {Precision.YEAR: "%Y", Precision.MONTH: "%m/%Y"}
    return str(last.strftime(patterns.get(precision, "%d/%m/%Y")))


def _place(lists: Lists, cell: Cell) -> tuple[str, int | None] | None:
    text = text_of(cell)
    return lists.place(_one(meant(lists.places_called, text))) if text else None


def _place_name(lists: Lists, value: Any) -> str:
    country, unit = value or ("", None)
    if unit is None or unit not in lists.units:
        return country or ""
    return f"{lists.units[unit].name_fr} ({areas.code_of(country, lists.units[unit])})"


COLUMNS = (
    Column("reference", ("Référence", "reference", "ref", "n°", "numéro"), _("As the source gives it. Empty: one is made."), _plain, _same),
    Column("version", ("Version",), _("Only in a workbook that was exported: leave it as it is."), _number, _same),
    Column("kind", ("Type", "kind", "nature"), _("recommandation or décision. Empty: recommandation."), _choice(CommitmentKind), _label(CommitmentKind)),
    Column("text", ("Passage", "texte", "recommandation", "libellé", "text", "intitulé"), _("Word for word. Must be written."), _long, _same),
    Column("body", ("Instance", "body", "comité", "groupe de travail"), _("Code, acronym or name of a body."), _body, _body_name),
    Column("event", ("Événement", "event", "réunion", "atelier"), _("Title of the event; with its day in brackets where several bear it."), _event, _event_name),
    Column("made_on", ("Dit le", "date", "made on"), _("31/12/2026. Empty: the day of the event."), _day, _day_text),
    Column("source", ("Document et page", "source", "document"), _("Needed where there is neither event nor body."), _plain, _same),
    Column("source_url", ("Adresse sur Internet", "lien", "url"), _("Address of the document."), _plain, _same),
    Column("addressees", ("Destinataires", "destinataire", "responsable", "responsables", "addressees"), _("Acronym, name or known name; several with semicolons; a star after who answers for all."), _addressees, _addressee_names),
    Column("deadline", ("Échéance", "délai", "deadline"), _("31/12/2026, 12/2026 or 2026."), _deadline, _deadline_text),
    Column("theme", ("Thème", "theme", "thématique"), _("One of the words of the sheet of words."), _choice(Theme), _label(Theme)),
    Column("level", ("Niveau", "level"), _("One of the words of the sheet of words."), _choice(Level), _label(Level)),
    Column("place", ("Lieu", "région", "place", "pays"), _("Country or region, by name or code."), _place, _place_name),
    Column("items", ("Cadres", "cadre", "sert à", "objectif", "frameworks"), _("Codes of framework and item, as in « gcm 7 »; several with semicolons."), _items, _item_names),
    Column("cluster", ("Groupe", "cluster", "group"), _("Code or title of a group; a title that is not known makes a new one."), _cluster, _cluster_name),
    Column("state", ("État", "statut", "state", "status"), _("One of the words of the sheet of words. Empty: received."), _choice(CommitmentState), _label(CommitmentState)),
    Column("why", ("Motif", "pourquoi", "why"), _("Needed where it is dropped."), _plain, _same),
)  # fmt: skip
BY_KEY = {column.key: column for column in COLUMNS}
CALLED = {normalised(name): column for column in COLUMNS for name in column.headings}
