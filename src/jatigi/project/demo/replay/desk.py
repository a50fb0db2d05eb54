"""Visits, registrations, groups, stays: what the welcome desk does."""

import unicodedata
from typing import Any, cast

from jatigi.kernel.access import Purpose
from jatigi.people import actions as people
from jatigi.people import shapes
from jatigi.project.demo import events
from jatigi.project.demo.replay.stage import Stage, perform
from jatigi.protection import bases

RECEPTION = Purpose.RECEPTION


@perform.register
def visit(event: events.VisitRecorded, stage: Stage) -> None:
    """Four taps; then what was said about danger; then, for somebody who is known, whose visit it is."""
    made = people.record_visit(
        stage.intent(event),
        site=stage.ids[event.site],
        wishes=list(event.wishes),
        sex=event.sex,
        age_group=event.age_group,
        people=event.people,
    )
    stage.ids[event.key] = made.pk
    if event.danger:
        people.answer_danger(stage.intent(event), made, danger=dict(event.danger))
    if event.person:
        people.link_visit(stage.intent(event), made, person=stage.ids[event.person])


@perform.register
def registration(event: events.PersonRegistered, stage: Stage) -> None:
    """The person with the lawful basis that the story tells next."""
    first_of_the_visit = event.visit not in stage.led_to
    stage.led_to.add(event.visit)
    person = people.register(
        stage.intent(event),
        sex=event.sex,
        age_group=event.age_group,
        basis=_basis(stage.first_bases[event.basis]),
        names=[shapes.Name(given=one.given, family=one.family, kind=one.kind) for one in event.names],
        father=event.father,
        mother=event.mother,
        birth=birth(event.birth),
        nationalities=event.nationalities,
        languages=event.languages,
        phones=[phone(one) for one in event.phones],
        documents=[document(paper) for paper in event.documents],
        origin=event.origin,
        site=stage.ids[event.site],
        at_risk=event.at_risk,
        visit=stage.ids[event.visit] if first_of_the_visit else None,
    )
    stage.ids[event.person] = person.pk
    basis = bases.recording(stage.access(event, RECEPTION), person.pk)
    if basis is not None:
        stage.ids[event.basis] = basis.pk


def _basis(told: events.BasisRecorded) -> shapes.Basis:
    given = shapes.Basis(
        kind=told.kind,
        agreed=told.agreed,
        purposes=list(told.purposes),
        categories=list(told.categories),
        until=told.until.isoformat(),
        language=told.language,
        reason=told.reason,
        witness=told.witness,
    )
    if told.form:
        given["form"] = told.form
    if told.guardian:
        given["guardian"] = guardian(told.guardian)
    return given


def guardian(one: events.Guardian) -> dict[str, str]:
    return {"role": one.role, "name": one.name, "relation": one.relation}


def birth(told: events.Birth) -> shapes.Birth:
    said: dict[str, Any] = {
        "kind": told.kind,
        "date": told.day and told.day.isoformat(),
        "year": told.year,
        "age": told.age,
        "at": told.at and told.at.isoformat(),
        "width": told.width,
        "basis": told.basis or None,
    }
    return cast(shapes.Birth, {name: value for name, value in said.items() if value is not None})


def phone(told: events.Phone) -> shapes.Phone:
    return shapes.Phone(
        number=told.number,
        safe_to_call=told.safe_to_call,
        safe_to_leave_message=told.safe_to_leave_message,
        whose=told.whose,
    )


def document(told: events.Document) -> shapes.Document:
    return shapes.Document(kind=told.kind, number=told.number, country=told.country, state=told.state)


@perform.register
def group(event: events.GroupFormed, stage: Stage) -> None:
    (first, _), *others = event.members
    for person, relation in others:
        people.join_group(
            stage.intent(event, RECEPTION),
            person=stage.ids[person],
            companion=stage.ids[first],
            kind=event.kind,
            relation=relation,
        )


@perform.register
def arrival(event: events.StayBegun, stage: Stage) -> None:
    said = (("Vient de ", event.from_place), ("va vers ", event.towards_place))
    stay = people.begin_stay(
        stage.intent(event),
        person=stage.ids[event.person],
        site=stage.ids[event.site],
        bed=event.bed,
        from_country=event.from_country,
        towards_country=event.towards_country,
        means=event.means,
        note=", ".join(_elided(word, place) for word, place in said if place),
    )
    stage.ids[event.stay] = stay.pk


def _elided(word: str, place: str) -> str:
    """“Vient de Gao”, but “Vient d’Agadez” and “Vient d’Abidjan”."""
    vowel = unicodedata.normalize("NFD", place[:1]).lower()[:1] in tuple("aeiou")
    return f"{word[:-2]}’{place}" if vowel and word.endswith("de ") else f"{word}{place}"


@perform.register
def departure(event: events.StayEnded, stage: Stage) -> None:
    people.end_stay(
        stage.intent(event), stage.ids[event.stay], means=event.departed_by, to_country=event.departed_to
    )
