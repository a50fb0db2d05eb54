"""How cases of the story end: closed with the supervisor's approval, closed by departure, sometimes reopened."""

from datetime import datetime, timedelta

from jatigi.project.demo.casefile import CaseFile
from jatigi.project.demo.chance import drawn
from jatigi.project.demo.events import (
    CaseDeparted,
    CaseReopened,
    ClosureDecided,
    ClosureRequested,
    NoteWritten,
)
from jatigi.project.demo.texts import phrase, texts

REASONS = {
    "goals_met": 58.0,
    "returned": 14.0,
    "transferred": 10.0,
    "lost_contact": 10.0,
    "declined": 4.0,
    "other": 4.0,
}
STILL_UNDER_WAY = 0.55
REOPENED = 0.05


def depart(file: CaseFile, at: datetime) -> None:
    """The person leaves with things open; the departure closes them in order."""
    file.write(
        CaseDeparted(
            key=f"{file.case}.departed",
            organisation=file.owner,
            actor=file.worker,
            happened_at=at,
            after=file.everything(),
            case=file.case,
            note=texts()["closing"]["departed"],
        )
    )


def end(file: CaseFile) -> None:
    """Close the case once nothing is open, unless a referral is still under way and worth waiting for."""
    _explain(file)
    waiting = any(thread.open for thread in file.threads())
    if waiting and file.rng.random() < STILL_UNDER_WAY:
        return
    at = max([file.latest, *(thread.at for thread in file.threads())])
    at = file.in_hours(at, 20, 120)
    _tidy(file, at)
    reason = "goals_met" if file.facts.child_alone else drawn(file.rng, REASONS)
    decided = _close(file, at + timedelta(minutes=20), "closure", reason)
    if file.rng.random() < REOPENED:
        file.write(
            CaseReopened(
                key=f"{file.case}.reopened",
                organisation=file.owner,
                actor=file.worker,
                happened_at=file.in_hours(decided.happened_at, 48, 400),
                after=(decided.key,),
                case=file.case,
                reason=texts()["closing"]["reopened"],
            )
        )


def _explain(file: CaseFile) -> None:
    """A note says why a referral was not sent, or was taken back."""
    for number, thread in enumerate(file.threads(), 1):
        word = "refused" if thread.refused else "withdrawn" if thread.withdrawn else ""
        if word:
            file.write(
                NoteWritten(
                    key=f"{file.case}.note.{word}.{number}",
                    organisation=file.owner,
                    actor=file.worker,
                    happened_at=thread.at + timedelta(minutes=10),
                    after=(thread.last, file.case),
                    note=f"{file.case}.note.{word}.{number}",
                    case=file.case,
                    text=phrase(file.rng, "notes", word),
                )
            )


def _tidy(file: CaseFile, at: datetime) -> None:
    for task in list(file.open_tasks):
        file.end_task(task, at, done=file.rng.random() < 0.7)
    for referring in file.referrals:
        referring.recall_open(at, "solved")


def _close(file: CaseFile, at: datetime, word: str, reason: str) -> ClosureDecided:
    returned = word == "closure" and file.rng.random() < 0.08
    told = texts()["closing"]
    asked = file.write(
        ClosureRequested(
            key=f"{file.case}.{word}",
            organisation=file.owner,
            actor=file.worker,
            happened_at=at,
            after=file.everything(),
            case=file.case,
            reason=reason,
            note=told[reason],
        )
    )
    decided = file.write(
        ClosureDecided(
            key=f"{file.case}.{word}.decided",
            organisation=file.owner,
            actor=file.supervisor(),
            happened_at=file.in_hours(asked.happened_at, 1, 44),
            after=(asked.key,),
            case=file.case,
            approved=not returned,
            note=told["closure_returned" if returned else "approved"],
        )
    )
    if returned:
        return _close(file, file.in_hours(decided.happened_at, 2, 40), "closure.again", reason)
    return decided
