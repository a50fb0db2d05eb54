"""The file of a transfer: what was ticked, as data and as sentences. Nothing here writes.

{"person": {"sex", "age_group", "nationalities", "languages", "at_risk"}, "identity": {parts of `Identity`},
"case": {"urgency", "tracks", "findings": [[area, level, text]], "goals": [[area, text]]},
"basis": {"kind", "categories", "language", "form", "witness", "guardian", "reason"}}
"""

from collections.abc import Collection, Iterable
from typing import Any

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from jatigi.cases.checks import Finding
from jatigi.cases.codes import Area, Level, Track
from jatigi.cases.handing.actions import Handed
from jatigi.cases.models import AreaAssessment, Case, Goal
from jatigi.kernel.access import Access
from jatigi.kernel.text import listed
from jatigi.people import identity
from jatigi.people.codes import AgeGroup, Sex
from jatigi.people.handed.actions import Known
from jatigi.people.models import Person
from jatigi.protection.codes import Category
from jatigi.protection.models import LawfulBasis

FIELDS: dict[str, tuple[Promise, Category]] = {
    "tracks": (_("Procedures of the case"), Category.PROTECTION),
    "findings": (_("Assessment, without health"), Category.PROTECTION),
    "health": (_("Health in the assessment"), Category.HEALTH),
    "plan": (_("Goals of the plan"), Category.NEEDS),
}
"""What a transfer may carry of the case, besides `people.snapshots.FIELDS`."""

HEALTH = (Area.HEALTH, Area.MHPSS)
PARTS = {
    "names": "names",
    "parents": "parents",
    "age": "birth",
    "birth": "birth",
    "phones": "phones",
    "documents": "documents",
    "origin": "origin",
}
"""Field that was ticked → the part of the identity that it stands for."""


def of(access: Access, case: Case | None, names: Collection[str]) -> dict[str, Any]:
    """What of the person and the case goes along, as data, by the names of the ticked fields."""
    if case is None:
        return {}
    person = Person.objects.visible_to(access).get(pk=case.person_id)
    known = identity.of(access, [person.pk]).get(person.pk)
    parts = {PARTS[name] for name in names if name in PARTS}
    return {
        "person": {
            "sex": person.sex if "sex" in names else Sex.UNKNOWN.value,
            "age_group": person.age_group
            if {"age_group", "age", "birth"} & set(names)
            else AgeGroup.UNKNOWN.value,
            "nationalities": person.nationalities if "nationalities" in names else [],
            "languages": person.languages if "languages" in names else [],
            "at_risk": person.at_risk,
        },
        "identity": {part: getattr(known, part) for part in sorted(parts) if known and getattr(known, part)},
        "case": {
            "urgency": case.urgency,
            "tracks": case.tracks if "tracks" in names else [],
            "findings": [[f.area, f.level, f.text] for f in _findings(access, case, names)],
            "goals": [[g.area, str(g.text or "")] for g in _goals(access, case)] if "plan" in names else [],
        },
    }


def agreed(basis: LawfulBasis) -> dict[str, Any]:
    """The agreement on which it goes, as the receiver keeps it."""
    return {
        "kind": basis.kind,
        "categories": list(basis.categories),
        "language": basis.language,
        "form": basis.form or "verbal",
        "witness": str(basis.witness or ""),
        "guardian": basis.guardian or None,
        "reason": str(basis.reason or ""),
    }


def words(access: Access, case: Case, names: Iterable[str]) -> dict[str, str]:
    """The fields of the case as sentences, in their order; "" where nothing is known."""
    wanted = set(names)
    said = {
        "tracks": lambda: listed(str(Track(track).label) for track in case.tracks if track in Track.values),
        "findings": lambda: _said(_findings(access, case, ["findings"])),
        "health": lambda: _said(_findings(access, case, ["health"])),
        "plan": lambda: listed(str(goal.text or "") for goal in _goals(access, case)),
    }
    return {name: said[name]() for name in FIELDS if name in wanted}


def person_of(file: dict[str, Any]) -> Known:
    """Whom the receiver takes in."""
    return Known(basis=file["basis"], identity=file["identity"], **file["person"])


def case_of(file: dict[str, Any], *, note: str, details: dict[str, str]) -> Handed:
    """The case that the receiver opens."""
    case = file["case"]
    return Handed(
        urgency=case["urgency"],
        tracks=case["tracks"],
        findings=[Finding(*found) for found in case["findings"]],
        goals=[(area, text) for area, text in case["goals"]],
        note=note,
        details=details,
    )


def _findings(access: Access, case: Case, names: Collection[str]) -> list[AreaAssessment]:
    """The last one of each area that was ticked."""
    rows = AreaAssessment.objects.visible_to(access).filter(case=case).order_by("assessed_at", "entered_at")
    last = {row.area: row for row in rows}
    return [
        last[area]
        for area in Area.values
        if area in last and ("health" if area in HEALTH else "findings") in names
    ]


def _goals(access: Access, case: Case) -> list[Goal]:
    rows = Goal.objects.visible_to(access).filter(plan__case=case, state="open")
    return list(rows.order_by("position", "entered_at"))


def _said(findings: Iterable[AreaAssessment]) -> str:
    return listed(
        ": ".join(
            part for part in (f"{Area(f.area).label} ({Level(f.level).label})", str(f.text or "")) if part
        )
        for f in findings
    )
