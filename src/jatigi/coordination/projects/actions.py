"""Writing projects with their partners, budgets, places, people reached and results; and what the climate does to a place."""

from collections.abc import Callable, Collection, Sequence
from datetime import date
from decimal import Decimal
from typing import Any
from uuid import UUID

from django.utils.translation import gettext_lazy as _
from typing_extensions import TypedDict

from jatigi.coordination import cleaning, given
from jatigi.coordination.codes import Theme
from jatigi.coordination.commitments.models import Commitment
from jatigi.coordination.counting import AgeGroup, Sex
from jatigi.coordination.frameworks.models import FrameworkItem
from jatigi.coordination.plans.models import PlanIndicator
from jatigi.coordination.projects import rules
from jatigi.coordination.projects.models import (
    Exposure,
    Hazard,
    Part,
    Project,
    ProjectBudget,
    ProjectCommitment,
    ProjectPartner,
    ProjectPlace,
    ProjectReach,
    ProjectResult,
    Weight,
)
from jatigi.kernel import clock, states, text
from jatigi.kernel.access import Purpose
from jatigi.kernel.actions import Act, action, creation
from jatigi.kernel.errors import Invalid

OVERSIGHT = Purpose.OVERSIGHT
LONG = 4000
LISTED = _("Choose one of the listed answers.")


class Partner(TypedDict):
    """Who pays or carries out: an organisation of the node, or one by name."""

    part: str
    partner: UUID | None
    name: str


class Budget(TypedDict):
    """Money for a period; `item`: the objective of a plan it is meant for."""

    currency: str
    amount: Decimal
    from_on: date
    until: date
    item: UUID | None


class Place(TypedDict):
    """Where it works; whether people leave from there."""

    unit: int
    departure: bool


class Reach(TypedDict):
    """How many people of a sex and age group."""

    sex: str
    age_group: str
    planned: int | None
    reached: int | None


class Result(TypedDict):
    """What it gives to an indicator of a plan."""

    indicator: UUID
    unit: int | None
    from_on: date
    until: date
    planned: Decimal | None
    reached: Decimal | None


class Parts(TypedDict, total=False):
    """What belongs to a project; a list that is given replaces the one that stands."""

    partners: Sequence[Partner]
    budgets: Sequence[Budget]
    places: Sequence[Place]
    reach: Sequence[Reach]
    results: Sequence[Result]
    commitments: Collection[str]


@creation("project.add", Project, allow=rules.may_tell, purpose=OVERSIGHT)
def add(
    act: Act,
    *,
    code: str,
    title: str,
    country: str,
    starts_on: date,
    ends_on: date | None = None,
    description: str = "",
    theme: str = "",
    parts: Parts | None = None,
) -> Project:
    """A project of the own organisation. Raises `Invalid` by field, `Conflict` for a code that is there."""
    made = Project(organisation_id=act.organisation, code=cleaning.code(code, "code"))
    cleaning.unique(Project.objects.visible_to(act.access).filter(code=made.code).exists())
    _write(made, title, country, starts_on, ends_on, description, theme)
    made.save()
    _put(act, made, parts or {})
    return made


@action("project.change", Project, allow=rules.holds, purpose=OVERSIGHT)
def change(
    act: Act,
    project: Project,
    *,
    title: str,
    country: str,
    starts_on: date,
    ends_on: date | None = None,
    description: str = "",
    theme: str = "",
    parts: Parts | None = None,
) -> Project:
    """As it is known now. Raises `Invalid` by field."""
    _write(project, title, country, starts_on, ends_on, description, theme)
    project.save()
    _put(act, project, parts or {})
    act.touched("title", *(parts or {}))
    return project


@action("project.step", Project, allow=rules.holds, purpose=OVERSIGHT)
def step(act: Act, project: Project, *, verb: str) -> Project:
    """Begin, end, abandon or reopen it. Raises `Conflict` where its state forbids that."""
    states.advance(project, verb)
    project.save()
    act.touched("state")
    return project


@creation("exposure.add", Exposure, allow=rules.may_tell, purpose=OVERSIGHT)
def add_exposure(
    act: Act,
    *,
    unit: int,
    hazard: str,
    weight: str,
    words: str,
    year: int,
    source: str,
    confirmed: bool = False,
) -> Exposure:
    """What the climate does to a place, as a source says. Raises `Invalid` by field."""
    made = Exposure(organisation_id=act.organisation)
    _expose(made, unit, hazard, weight, words, year, source, confirmed=confirmed)
    made.save()
    return made


@action("exposure.change", Exposure, allow=rules.holds, purpose=OVERSIGHT)
def change_exposure(
    act: Act,
    exposure: Exposure,
    *,
    unit: int,
    hazard: str,
    weight: str,
    words: str,
    year: int,
    source: str,
    confirmed: bool = False,
) -> Exposure:
    """Correct it, or confirm it from its source. Raises `Invalid`."""
    _expose(exposure, unit, hazard, weight, words, year, source, confirmed=confirmed)
    exposure.save()
    act.touched("hazard", "weight", "source", "to_confirm")
    return exposure


def _write(
    thing: Project,
    title: str,
    country: str,
    starts_on: date,
    ends_on: date | None,
    description: str,
    theme: str,
) -> None:
    thing.title = text.clean(title, "title", needed=True)
    thing.country_id = cleaning.country(country, "country") or ""
    given.period(starts_on, ends_on, "ends_on")
    thing.starts_on, thing.ends_on = starts_on, ends_on
    thing.description = text.clean(description, "description", limit=LONG, lines=True)
    thing.theme = cleaning.among(theme, "theme", Theme.values, needed=False)


def _put(act: Act, project: Project, parts: Parts) -> None:
    """Replace each list that is given."""
    of_mine = {"organisation_id": project.organisation_id, "project": project}
    _results(act, parts.get("results", ()))
    for name, (model, read) in _READ.items():
        if name in parts:
            lines: Sequence[object] = parts[name]  # type: ignore[literal-required]
            cleaning.few(lines, name)
            model.objects.visible_to(act.access).filter(project=project).delete()
            for line in lines:
                model(**of_mine, **read(line)).save()
    if "commitments" in parts:
        _serve(act, project, parts["commitments"])


def _serve(act: Act, project: Project, references: Collection[str]) -> None:
    cleaning.few(references, "commitments")
    wanted = {one.strip() for one in references if one.strip()}
    rows = Commitment.objects.visible_to(act.access).filter(reference__in=wanted)
    found = dict(rows.values_list("reference", "pk"))
    if missing := sorted(wanted - set(found)):
        raise Invalid(
            commitments=_("There is no commitment with this reference: %(code)s") % {"code": missing[0]}
        )
    ProjectCommitment.objects.visible_to(act.access).filter(project=project).delete()
    for pk in found.values():
        ProjectCommitment(organisation_id=project.organisation_id, project=project, commitment_id=pk).save()


def _partner(line: Partner) -> dict[str, object]:
    name = text.clean(line["name"], "partners", limit=200)
    if line["partner"] is None and not name:
        raise Invalid(partners=_("Choose an organisation, or write its name."))
    return {
        "part": cleaning.among(line["part"], "partners", Part.values),
        "partner_id": cleaning.organisation(line["partner"], "partners"),
        "name": "" if line["partner"] else name,
    }


def _budget(line: Budget) -> dict[str, object]:
    given.period(line["from_on"], line["until"], "budgets")
    currency = cleaning.currency(line["currency"], "budgets")
    if line["item"] is not None and not FrameworkItem.objects.filter(pk=line["item"]).exists():
        raise Invalid(budgets=LISTED)
    return {
        "currency": currency,
        "amount": cleaning.sum_of_money(line["amount"], "budgets", currency),
        "from_on": line["from_on"],
        "until": line["until"],
        "item_id": line["item"],
    }


def _place(line: Place) -> dict[str, object]:
    return {"unit_id": cleaning.unit(line["unit"], "places", needed=True), "departure": line["departure"]}


def _reach(line: Reach) -> dict[str, object]:
    for name in ("planned", "reached"):
        number = line[name]
        if number is not None and not 0 <= number < 10**9:
            raise Invalid(reach=_("Write a number from 0 upwards."))
    return {
        "sex": cleaning.among(line["sex"], "reach", Sex.values),
        "age_group": cleaning.among(line["age_group"], "reach", AgeGroup.values),
        "planned": line["planned"],
        "reached": line["reached"],
    }


def _results(act: Act, lines: Sequence[Result]) -> None:
    """Raises `Invalid` for an indicator that does not exist."""
    wanted = {line["indicator"] for line in lines}
    if PlanIndicator.objects.visible_to(act.access).filter(pk__in=wanted).count() < len(wanted):
        raise Invalid(results=LISTED)


def _result(line: Result) -> dict[str, object]:
    given.period(line["from_on"], line["until"], "results")
    return {
        "indicator_id": line["indicator"],
        "unit_id": cleaning.unit(line["unit"], "results"),
        "from_on": line["from_on"],
        "until": line["until"],
        "planned": cleaning.amount(line["planned"], "results"),
        "reached": cleaning.amount(line["reached"], "results"),
    }


_READ: dict[str, tuple[Any, Callable[[Any], dict[str, object]]]] = {
    "partners": (ProjectPartner, _partner),
    "budgets": (ProjectBudget, _budget),
    "places": (ProjectPlace, _place),
    "reach": (ProjectReach, _reach),
    "results": (ProjectResult, _result),
}


def _expose(
    thing: Exposure,
    unit: int,
    hazard: str,
    weight: str,
    words: str,
    year: int,
    source: str,
    *,
    confirmed: bool,
) -> None:
    thing.unit_id = cleaning.unit(unit, "unit", needed=True) or 0
    thing.hazard = cleaning.among(hazard, "hazard", Hazard.values)
    thing.weight = cleaning.among(weight, "weight", Weight.values)
    thing.text = text.clean(words, "words", limit=500, needed=True)
    if not 1950 <= year <= clock.today().year:
        raise Invalid(year=_("Write the year of the source with four figures."))
    thing.year = year
    thing.source = text.clean(source, "source", needed=True)
    thing.to_confirm = not confirmed
