"""The registers of the years before, imported house by house, a thousand lines at a time."""

from collections import defaultdict
from collections.abc import Callable, Sequence
from dataclasses import replace
from datetime import datetime, timedelta
from uuid import UUID

from jatigi.cases.actions import import_cases
from jatigi.cases.imports.rows import CaseRow, NoteRow
from jatigi.kernel import batches, clock
from jatigi.people.actions import import_people
from jatigi.people.imports.rows import PersonRow, StayRow, VisitRow
from jatigi.people.shapes import Basis, Name
from jatigi.project.demo.registers import CaseLine, Line, closure_note, lines
from jatigi.project.demo.replay import desk
from jatigi.project.demo.replay.stage import Stage
from jatigi.project.demo.situation import danger
from jatigi.project.demo.texts import texts
from jatigi.project.demo.welcome import RECORDING

CHILDREN_AGREE_FOR = timedelta(days=3 * 365)


def import_all(
    stage: Stage, seed: int, people: int, until: datetime, progress: Callable[[int, int], None] | None = None
) -> None:
    """Import `people` persons of the two years before `until`, with their cases, at that moment."""
    waiting: dict[str, list[Line]] = defaultdict(list)
    done = 0
    with clock.travel(until):
        for line in lines(seed, people, until):
            book = waiting[line.site.organisation]
            book.append(line)
            if len(book) == batches.MOST:
                done += _import(stage, waiting.pop(line.site.organisation))
                if progress:
                    progress(done, people)
        for book in waiting.values():
            done += _import(stage, book)
            if progress:
                progress(done, people)


def _import(stage: Stage, book: Sequence[Line]) -> int:
    """The lines of one house, by its administrator, who has just shown the second factor again; returns how many."""
    administrator = stage.cast[f"{book[0].site.organisation}:organisation_administrator:1"]
    who = replace(administrator, stepped_up_at=clock.now())
    persons = import_people(who, rows=[_person(stage, line) for line in book])
    cases = [
        _case(stage, line, line.case, person)
        for line, person in zip(book, persons, strict=True)
        if line.case is not None
    ]
    if cases:
        import_cases(who, rows=cases)
    return len(book)


def _person(stage: Stage, line: Line) -> PersonRow:
    one = line.traveller
    nicknames = [Name(given=nickname, kind="nickname") for nickname in one.name.nicknames]
    row = PersonRow(
        at=line.at,
        sex=one.sex,
        age_group=one.age_group,
        basis=_basis(line),
        names=[Name(given=one.name.given, family=one.name.family, kind="main"), *nicknames],
        father=one.name.father,
        mother=one.name.mother,
        birth=desk.birth(one.birth),
        nationalities=one.nationalities,
        languages=one.languages,
        phones=[desk.phone(phone) for phone in one.phones],
        documents=[desk.document(paper) for paper in one.documents],
        origin=one.origin,
        site=stage.ids[line.site.key],
        at_risk=one.facts.in_danger or one.facts.partner_violence,
    )
    if line.first_of_party:
        row["visit"] = _visit(stage, line)
    if line.leaves is not None:
        row["stay"] = _stay(stage, line, line.leaves)
    return row


def _basis(line: Line) -> Basis:
    told = texts()["bases"]
    given = Basis(
        kind="assent" if line.traveller.child else "consent",
        categories=list(RECORDING),
        language=line.language,
        form=line.form,
        witness=told["witness"] if line.form == "verbal" else "",
    )
    if line.traveller.child:
        parent = line.party.people[0].name.full
        alone = line.traveller.facts.child_alone
        given["until"] = (line.at + CHILDREN_AGREE_FOR).date().isoformat()
        given["guardian"] = (
            {"role": "authority", "name": told["authority"]}
            if alone
            else {"role": "guardian", "name": parent, "relation": told["mother"]}
        )
    return given


def _visit(stage: Stage, line: Line) -> VisitRow:
    return VisitRow(
        site=stage.ids[line.site.key],
        wishes=("bed", "meal") if line.site.beds else ("information",),
        people=len(line.party.people),
        danger=dict(danger(line.traveller.facts)),
    )


def _stay(stage: Stage, line: Line, leaves: datetime) -> StayRow:
    going = line.party.trip
    return StayRow(
        site=stage.ids[line.site.key],
        from_country=going.from_country,
        towards_country=going.towards_country,
        means=going.means,
        departed_at=leaves,
        departed_by="brought" if line.traveller.facts.child_alone else "bus",
        departed_to=going.towards_country,
    )


def _case(stage: Stage, line: Line, case: CaseLine, person: UUID) -> CaseRow:
    row = CaseRow(
        person=person,
        urgency=case.urgency,
        opened_at=case.opened_at,
        tracks=case.tracks,
        site=stage.ids[line.site.key],
        notes=[NoteRow(at=at, text=text) for at, text in case.notes],
    )
    worker = stage.account(case.worker)
    if worker is not None:
        row["case_worker"] = worker
    if case.closed_at is not None:
        row["closed_at"] = case.closed_at
        row["closure_reason"] = case.reason
        row["closure_note"] = closure_note(case)
    return row
