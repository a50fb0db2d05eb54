"""What would become of a workbook: new commitments, changes, what is wrong, and where file and node contradict each other."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any
from uuid import UUID

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from jatigi.agencies import who
from jatigi.agencies.aliases import normalised
from jatigi.coordination.commitments import references, rules, saying, story
from jatigi.coordination.commitments.actions import SETTLED, settle
from jatigi.coordination.commitments.books.columns import BY_KEY, Wrong
from jatigi.coordination.commitments.books.looking import Lists
from jatigi.coordination.commitments.books.reading import NO_VALUE, Reading, Row
from jatigi.coordination.commitments.books.standing import AT_ONCE, Standing
from jatigi.coordination.commitments.locking import locked
from jatigi.coordination.commitments.models import Commitment, CommitmentKind, CommitmentState
from jatigi.coordination.commitments.saying import Named
from jatigi.kernel import clock
from jatigi.kernel.access import Access
from jatigi.kernel.errors import Invalid
from jatigi.kernel.text import NOTE_LENGTH

FILE, HERE = "file", "here"
SHOWN = 200
SAID = ("kind", "text", "body", "event", "made_on", "source", "source_url", "theme", "level")
_COLUMN_OF = {"country": "place", "unit": "place", "deadline_precision": "deadline"}
"""Which column a field stands in, where they are not called alike."""

Sentence = str | Promise


@dataclass(slots=True)
class New:
    """A commitment that is not here yet. cluster: the id of a group, or the title of one to be made."""

    row: int
    commitment: Commitment
    addressees: list[Named]
    items: list[UUID]
    cluster: UUID | str | None


@dataclass(slots=True)
class Edit:
    """A commitment that stands, with what the file puts in its place; `texts`: what stood there and what will."""

    row: int
    commitment: Commitment
    values: dict[str, Any]
    texts: dict[str, list[str]]
    before: dict[str, Any]


@dataclass(slots=True)
class Verdict:
    """problems: (row, column, sentence). clashes: row, column, reference, what the file says, what stands here."""

    new: list[New] = field(default_factory=list)
    edits: list[Edit] = field(default_factory=list)
    unchanged: int = 0
    problems: list[tuple[int, str, Sentence]] = field(default_factory=list)
    clashes: list[tuple[int, str, str, str, str]] = field(default_factory=list)

    @property
    def clear(self) -> bool:
        """Whether it can be written: nothing wrong, nothing in conflict, something to do."""
        return not self.problems and not self.clashes and bool(self.new or self.edits)

    def told(self) -> dict[str, Any]:
        """The verdict as JSON, its lists cut at what a page shows."""
        return {
            "new": len(self.new), "changed": len(self.edits), "unchanged": self.unchanged, "clear": self.clear,
            "problems": [[row, _heading(key), str(said)] for row, key, said in self.problems[:SHOWN]],
            "wrong": len(self.problems), "clashes": [list(clash) for clash in self.clashes[:SHOWN]],
            "clashing": len(self.clashes), "clusters": self.titles()[:SHOWN],
        }  # fmt: skip

    def titles(self) -> list[str]:
        """The titles of groups that will be made, each once."""
        said = [one.cluster for one in self.new] + [one.values.get("cluster") for one in self.edits]
        once = {normalised(title): title for title in reversed(said) if isinstance(title, str)}
        return sorted(once.values())


def _heading(key: str) -> str:
    return BY_KEY[key].headings[0] if key in BY_KEY else ""


class Judge:
    """Judges every row of a reading for whoever brought it; `lock`: what it changes is about to be written."""

    def __init__(
        self,
        access: Access,
        lists: Lists,
        reading: Reading,
        choices: Mapping[str, str],
        *,
        lock: bool = False,
    ) -> None:
        self.access, self.lists, self.reading, self.choices = access, lists, reading, choices
        self.known = saying.Known(access, all_at_once=True)
        self.verdict = Verdict()
        self.told: set[tuple[int, str]] = set()
        self.there = self._there(lock)
        self.standing = Standing(lists, [row.pk for row in self.there.values()])
        taken = Commitment.objects.visible_to(rules.KNOWING).values_list("reference", flat=True)
        self.taken = {reference.casefold() for reference in taken}

    def _there(self, lock: bool) -> dict[str, Commitment]:
        """The commitments that rows with a version are about."""
        named = [
            str(row.cells["reference"])
            for row in self.reading.rows
            if "reference" in row.cells and "version" in row.cells
        ]
        found: dict[str, Commitment] = {}
        for start in range(0, len(named), AT_ONCE):
            rows = Commitment.objects.visible_to(self.access).filter(
                reference__in=named[start : start + AT_ONCE]
            )
            found |= {row.reference: row for row in rows}
        if lock:  # as they stand once nobody else changes them
            found = {row.reference: row for row in locked(self.access, [row.pk for row in found.values()])}
        return found

    def judge(self) -> Verdict:
        """The verdict over all rows."""
        seen: set[str] = set()
        for row in self.reading.rows:
            reference = str(row.cells.get("reference", ""))
            if reference and reference.casefold() in seen:
                self._wrong(row, "reference", _("This reference stands in the workbook twice."))
                continue
            seen.add(reference.casefold())
            if "version" in row.cells:
                self._change(row, reference)
            else:
                self._record(row, reference)
        return self.verdict

    def _wrong(self, row: Row, key: str, sentence: Sentence) -> None:
        """One sentence for a cell is enough."""
        if (row.number, key) not in self.told:
            self.told.add((row.number, key))
            self.verdict.problems.append((row.number, key, sentence))

    # A row without a version: a new commitment

    def _record(self, row: Row, reference: str) -> None:
        before = len(self.verdict.problems)
        values = {key: self._read(row, key) for key in row.cells if key not in ("reference", "version")}
        if reference.casefold() in self.taken:
            self._wrong(row, "reference", _("Another commitment has this reference."))
        elif reference and (len(reference) > references.LENGTH or not reference[0].isalnum()):
            self._wrong(row, "reference", _("A reference begins with a letter or a figure."))
        commitment = Commitment(organisation_id=who.house(self.access), reference=reference)
        said = {"kind": CommitmentKind.RECOMMENDATION, "text": ""} | {
            key: value for key, value in self._said(values).items() if value is not None
        }
        self._say(row, commitment, said)
        if not (commitment.source or commitment.event_id or commitment.body_id):
            self._wrong(row, "source", _("Say where this stands: an event, a body, or a document."))
        self._begin(row, commitment, values)
        if len(self.verdict.problems) == before:
            made = New(
                row.number,
                commitment,
                values.get("addressees") or [],
                values.get("items") or [],
                values.get("cluster"),
            )
            commitment.unaddressed = not made.addressees
            self.verdict.new.append(made)

    def _begin(self, row: Row, commitment: Commitment, values: Mapping[str, Any]) -> None:
        """The state in which it comes in."""
        grouped = CommitmentState.CLUSTERED if values.get("cluster") else CommitmentState.RECEIVED
        state = values.get("state") or grouped
        commitment.state = (
            grouped if state in (CommitmentState.RECEIVED, CommitmentState.CLUSTERED) else state
        )
        commitment.why = self._reason(row, commitment.state, values.get("why"))
        commitment.settled_on = clock.today() if commitment.state in SETTLED else None

    def _reason(self, row: Row, state: str, why: Any) -> str:
        if state != CommitmentState.DROPPED:
            return ""
        if not why:
            self._wrong(row, "why", _("Please write something here."))
        return str(why or "")[: saying.WHY_LENGTH]

    def _read(self, row: Row, key: str) -> Any:
        cell = row.cells.get(key)
        if cell == NO_VALUE:
            self._wrong(row, key, _("The formula of this cell has no result: write the value itself."))
            return None
        if key == "text" and isinstance(cell, str) and len(cell) > NOTE_LENGTH:
            sentence = _(
                "This passage has more than 8,000 characters: shorten it, or divide it into two rows."
            )
            self._wrong(row, key, sentence)
            return None
        try:
            return BY_KEY[key].read(self.lists, cell)
        except Wrong as error:
            self._wrong(row, key, error.sentence)
            return None

    @staticmethod
    def _said(values: Mapping[str, Any]) -> dict[str, Any]:
        """What `saying` knows, of the values of columns."""
        said = {key: values[key] for key in SAID if key in values}
        if "deadline" in values:
            said["deadline"], said["deadline_precision"] = values["deadline"] or (None, "")
        if "place" in values:
            said["country"], said["unit"] = values["place"] or ("", None)
        return said

    def _say(self, row: Row, commitment: Commitment, said: Mapping[str, Any]) -> None:
        try:
            saying.say(self.known, commitment, said)
        except Invalid as error:
            for name, sentence in error.errors.items():
                self._wrong(row, _COLUMN_OF.get(name, name), sentence)

    # A row with a version: a commitment that was taken out

    def _change(self, row: Row, reference: str) -> None:
        found = self.there.get(reference)
        if found is None:
            self._wrong(row, "reference", _("This commitment does not exist, or it is not open to you."))
            return
        before = len(self.verdict.problems), len(self.verdict.clashes)
        values, texts = self._edited(row, found)
        if (len(self.verdict.problems), len(self.verdict.clashes)) != before:
            return
        if not values:
            self.verdict.unchanged += 1
            return
        if not rules.may_keep(self.access, found):
            self._wrong(row, "reference", _("Another organisation keeps this commitment up."))
            return
        edit = Edit(row.number, found, values, texts, story.standing(found))
        self._apply(row, edit)
        if len(self.verdict.problems) == before[0]:
            self.verdict.edits.append(edit)

    def _edited(self, row: Row, found: Commitment) -> tuple[dict[str, Any], dict[str, list[str]]]:
        """What somebody wrote into the row: value, and the texts before and after, by column."""
        values: dict[str, Any] = {}
        texts: dict[str, list[str]] = {}
        current = self._read(row, "version") == found.version
        for key in self.reading.columns:
            if key in ("reference", "version"):
                continue
            here = BY_KEY[key].write(self.lists, self.standing.value(key, found))
            if _alike(row.cells.get(key), here):
                continue
            value = self._read(row, key)
            there = BY_KEY[key].write(self.lists, value)
            if _alike(there, here) or not (current or self._stands(row, found, key, there, here)):
                continue
            values[key], texts[key] = value, [here, there]
        return values, texts

    def _stands(self, row: Row, found: Commitment, key: str, there: str, here: str) -> bool:
        """Whether the file's cell counts although somebody changed the commitment meanwhile. A clash is noted.

        Where the sheet of the export says how the cell stood, a cell that nobody touched gives way, and one that only
        the file changed counts; otherwise a person chooses.
        """
        base = self.reading.base.get(found.reference)
        if base is not None and (_alike(base.get(key), there) or _alike(base.get(key), row.cells.get(key))):
            return False
        if base is not None and _alike(base.get(key), here):
            return True
        choice = self.choices.get(f"{row.number}:{key}")
        if choice not in (FILE, HERE):
            self.verdict.clashes.append((row.number, key, found.reference, there, here))
        return choice == FILE

    def _apply(self, row: Row, edit: Edit) -> None:
        """Put what can be put without writing on the commitment in memory, and judge it."""
        found, values = edit.commitment, edit.values
        if "reference" in values or ("text" in values and not values["text"]):
            self._wrong(row, "text", _("Please write something here."))
        said = self._said(values)
        self._say(row, found, said)
        if "deadline" in values:
            found.reminded_on = None
        if "addressees" in values:
            self._keeps_answers(row, found, values["addressees"] or [])
        if "cluster" in values:
            moved = {(True, "received"): "clustered", (False, "clustered"): "received"}
            found.state = moved.get((bool(values["cluster"]), found.state), found.state)
        if "state" in values:
            self._turn(row, found, values)
        elif "why" in values and found.state == CommitmentState.DROPPED:
            found.why = self._reason(row, found.state, values["why"])

    def _keeps_answers(self, row: Row, found: Commitment, named: Sequence[Named]) -> None:
        keys = {one.get("organisation") or normalised(one["name"]) for one in named}
        for one in self.standing.addressees.get(found.pk, ()):
            if one.answer and (one.addressed_id or normalised(one.name)) not in keys:
                self._wrong(row, "addressees", _("An addressee that answered officially stays."))

    def _turn(self, row: Row, found: Commitment, values: Mapping[str, Any]) -> None:
        wanted = values["state"] or CommitmentState.RECEIVED
        if wanted == found.state:
            return
        verbs = [verb for verb, state in Commitment.TRANSITIONS[found.state].items() if state == wanted]
        if not verbs or verbs[0] in ("cluster", "separate"):
            sentence = _("Not possible from this state: %(state)s.") % {"state": found.get_state_display()}
            self._wrong(row, "state", sentence)
            return
        settle(found, verbs[0], self._reason(row, wanted, values.get("why") or row.cells.get("why")))


def _alike(one: Any, other: Any) -> bool:
    """Whether two cells say the same."""
    first, second = (" ".join(str(text or "").split()) for text in (one, other))
    return first == second
