"""Cases of the story: opening, assessment, help, tasks, notes, and the referrals that follow from the needs."""

import random
from collections.abc import Callable
from datetime import datetime, timedelta

from jatigi.project.demo.book import Book
from jatigi.project.demo.casefile import CaseFile
from jatigi.project.demo.cast import NOBODY
from jatigi.project.demo.chance import drawn
from jatigi.project.demo.closing import depart, end
from jatigi.project.demo.events import (
    AsylumHandedOff,
    CaseAssessed,
    CaseAssigned,
    CaseOpened,
    NoteWritten,
    ServiceGiven,
    TaskAdded,
)
from jatigi.project.demo.institutions import organisation
from jatigi.project.demo.planning import plan
from jatigi.project.demo.situation import needs
from jatigi.project.demo.texts import area_of, phrase, texts
from jatigi.project.demo.welcome import Known

LEFT_OPEN = 0.16
MOST_REFERRALS = 3


def needs_a_case(known: Known) -> bool:
    """A case is opened for a child alone and for whoever needs more than a night and a meal; not for accompanied children."""
    facts = known.traveller.facts
    if not known.asked:
        return False
    wanted = needs(facts, known.journey, age=known.traveller.age)
    return known.urgency == "immediate" or len(wanted) >= (1 if known.urgency == "high" else 2)


def tell_case(book: Book, rng: random.Random, known: Known) -> None:
    """One case from opening to closure, to departure, or to the end of the story."""
    file = CaseFile(book, rng, known)
    with book.ends_at(file.leaves):
        opened = _open(file)
        for thread in THREADS:
            with book.ends_at(file.leaves):
                thread(file, opened)
    if not file.keys:
        return
    if file.leaves:
        depart(file, file.leaves)
    elif rng.random() > LEFT_OPEN:
        end(file)


def refer_without_case(book: Book, rng: random.Random, known: Known, need: str, at: datetime) -> None:
    """A referral on the code alone, for somebody who needs one thing."""
    file = CaseFile(book, rng, known)
    with book.ends_at(file.leaves):
        file.referring(need, "").refer(at, known.screened)


def _open(file: CaseFile) -> CaseOpened:
    known = file.known
    unassigned = file.urgency != "immediate" and file.rng.random() < 0.08
    opened = file.write(
        CaseOpened(
            key=file.case,
            organisation=file.owner,
            actor=file.worker,
            happened_at=known.screened_at + timedelta(minutes=file.rng.randrange(10, 80)),
            after=(known.screened,),
            case=file.case,
            person=known.person,
            site=known.site.key,
            tracks=tracks(file.known),
            urgency=file.urgency,
            case_worker=NOBODY if unassigned else file.worker,
        )
    )
    if unassigned and file.rng.random() < 0.6:
        file.write(
            CaseAssigned(
                key=f"{file.case}.assigned",
                organisation=file.owner,
                actor=file.supervisor(),
                happened_at=file.in_hours(opened.happened_at, 2, 40),
                after=(opened.key,),
                case=file.case,
                case_worker=file.worker,
            )
        )
    return opened


def tracks(known: Known) -> tuple[str, ...]:
    """The tracks of the national mechanism that fit."""
    fitting = [
        status for status in known.statuses if status in ("returning_national", "international_migrant")
    ]
    if "asylum_seeker" in known.statuses:
        fitting = []
    return (*fitting, "uasc") if known.traveller.facts.child_alone else tuple(fitting)


def _urgent_referral(file: CaseFile, opened: CaseOpened) -> None:
    if file.urgency == "immediate" and file.needs:
        at = opened.happened_at + timedelta(minutes=file.rng.randrange(5, 40))
        _refer_for(file, file.needs[0], at, opened.key)


def _assess(file: CaseFile, opened: CaseOpened) -> None:
    at = file.in_hours(opened.happened_at, 1, 12 if file.urgency == "immediate" else 44)
    areas = dict.fromkeys(area_of(need) for need in file.needs)
    found = [
        (area, "severe" if file.urgency == "immediate" and rank == 0 else "some")
        for rank, area in enumerate(areas)
    ]
    if "participation" not in areas and file.rng.random() < 0.3:
        found.append(("participation", "strength"))
    file.write(
        CaseAssessed(
            key=f"{file.case}.assessed",
            organisation=file.owner,
            actor=file.worker,
            happened_at=at,
            after=(opened.key,),
            case=file.case,
            areas=tuple((area, level, phrase(file.rng, "assessed", area)) for area, level in found),
        )
    )
    if "asylum" in file.needs:
        file.write(
            AsylumHandedOff(
                key=f"{file.case}.asylum",
                organisation=file.owner,
                actor=file.worker,
                happened_at=at + timedelta(minutes=20),
                after=(f"{file.case}.assessed",),
                case=file.case,
                to=drawn(file.rng, {"cncr": 65, "hcr": 35}),
            )
        )


def _help(file: CaseFile, opened: CaseOpened) -> None:
    """What the organisation does itself."""
    own = {service.need for site in organisation(file.owner).sites for service in site.services}
    given = [need for need in (*file.needs, "food", "wash") if need in own and need in texts()["services"]]
    for number, need in enumerate(dict.fromkeys(given), 1):
        file.write(
            ServiceGiven(
                key=f"{file.case}.service.{number}",
                organisation=file.owner,
                actor=file.worker,
                happened_at=file.in_hours(opened.happened_at, 1, 30),
                after=(opened.key,),
                case=file.case,
                need=need,
                quantity=file.rng.randint(2, 8) if need == "food" else 1,
                note=texts()["services"][need],
            )
        )


def _best_interests(file: CaseFile, opened: CaseOpened) -> None:
    """The task that the track of children without an adult brings: due within 72 hours, most often done."""
    if "uasc" not in opened.tracks:
        return
    task = f"{file.case}.task.best_interests"
    file.open_tasks[task] = opened.key
    if file.rng.random() < 0.85:
        file.end_task(task, file.in_hours(opened.happened_at, 20, 68), done=True)


def _tasks(file: CaseFile, opened: CaseOpened) -> None:
    chapter = "child" if file.facts.child_alone else "general"
    for number in range(1, drawn(file.rng, {0: 24, 1: 40, 2: 26, 3: 10}) + 1):
        added = file.write(
            TaskAdded(
                key=f"{file.case}.task.{number}",
                organisation=file.owner,
                actor=file.worker,
                happened_at=file.in_hours(opened.happened_at, 1, 90),
                after=(opened.key,),
                task=f"{file.case}.task.{number}",
                case=file.case,
                title=phrase(file.rng, "tasks", chapter),
                due=opened.happened_at + timedelta(days=file.rng.randint(1, 9)),
                assigned_to=file.worker,
            )
        )
        file.open_tasks[added.key] = added.key
        if file.rng.random() < 0.8:
            file.end_task(added.key, file.in_hours(added.happened_at, 3, 150), done=True)


def _notes(file: CaseFile, opened: CaseOpened) -> None:
    first = _note(file, "1", "opening", opened.happened_at + timedelta(minutes=25), opened.key)
    last = first
    for number in range(2, drawn(file.rng, {1: 34, 2: 40, 3: 26}) + 1):
        last = _note(file, str(number), "middle", file.in_hours(last.happened_at, 12, 100), last.key)
    if file.rng.random() < 0.1:
        at = last.happened_at + timedelta(minutes=30)
        _note(file, "follows", "correction", at, last.key, follows=last.note)


def _note(
    file: CaseFile, word: str, chapter: str, at: datetime, after: str, follows: str = ""
) -> NoteWritten:
    return file.write(
        NoteWritten(
            key=f"{file.case}.note.{word}",
            organisation=file.owner,
            actor=file.worker,
            happened_at=at,
            after=(after,),
            note=f"{file.case}.note.{word}",
            case=file.case,
            text=phrase(file.rng, "notes", chapter),
            follows=follows,
        )
    )


def _refer(file: CaseFile, opened: CaseOpened) -> None:
    own = {service.need for site in organisation(file.owner).sites for service in site.services}
    begun = {referring.need for referring in file.referrals}
    wanted = [need for need in file.needs if need not in begun and (need not in own or need == "health")]
    for need in wanted[: MOST_REFERRALS - len(begun)]:
        with file.book.ends_at(file.leaves):
            _refer_for(file, need, file.in_hours(opened.happened_at, 2, 60), opened.key)


def _refer_for(file: CaseFile, need: str, at: datetime, after: str) -> None:
    referring = file.referring(need, file.case)
    file.referrals.append(referring)
    referring.refer(at, after)


THREADS: tuple[Callable[[CaseFile, CaseOpened], None], ...] = (
    _urgent_referral,
    _best_interests,
    _assess,
    plan,
    _help,
    _tasks,
    _notes,
    _refer,
)
