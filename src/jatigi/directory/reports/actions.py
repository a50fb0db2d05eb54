"""Saying what is wrong on the spot, and settling it."""

import re
from datetime import date, timedelta
from uuid import UUID

from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from jatigi.directory import rules
from jatigi.directory.codes import Reported, ReportOutcome
from jatigi.directory.models import FieldReport, Service
from jatigi.directory.search import area_of
from jatigi.kernel import clock, hooks, states
from jatigi.kernel.access import Purpose, Role
from jatigi.kernel.actions import Act, action, creation
from jatigi.kernel.errors import Invalid
from jatigi.kernel.text import clean
from jatigi.people.codes import Need
from jatigi.places.rules import WORKING

LATEST = timedelta(days=31)
PERSONAL = re.compile(r"[0-9](?:[ .-]?[0-9]){6,}|\S+@\S+")
"""A telephone number or an address by which somebody could be found: neither belongs into a report."""


@creation("report.make", FieldReport, allow=rules.may_report, purpose=Purpose.REFERRAL)
def report(
    act: Act,
    *,
    kind: str,
    service: UUID | None = None,
    need: str = "",
    area: str = "",
    seen_on: date | None = None,
    note: str = "",
) -> FieldReport:
    """What was seen on the spot of a service, or what is missing in an area. Never about a person.

    Said twice by the same organisation before it is settled, it is one report with the later day.
    """
    about = _about(act, kind, service)
    said = FieldReport(organisation_id=act.organisation, kind=kind, reported_by_id=act.signed())
    if about is not None:
        said.service, said.need, said.country_id, said.unit_id = (
            about,
            about.need,
            about.country_id,
            about.unit_id,
        )
    else:
        if need not in Need.values:
            raise Invalid(need=_("Choose a need from the list."))
        country, unit = area_of(area, "area")
        said.need, said.country_id, said.unit = need, country, unit
    said = _again(act, said) or said
    said.seen_on = _seen(seen_on)
    said.note = _note(note, needed=kind in (Reported.MOVED, Reported.WRONG))
    said.save()
    if about is not None:
        _mark(about.pk)
    _tell_keepers(act, said, about)
    act.touched("kind", "seen_on", "note")
    act.details["kind"] = kind
    return said


@action("report.settle", FieldReport, allow=rules.may_settle, purpose=Purpose.REFERRAL)
def settle(act: Act, said: FieldReport, *, outcome: str, answer: str = "") -> FieldReport:
    """What came of it; whoever reported it is told."""
    if outcome not in ReportOutcome.values:
        raise Invalid(outcome=_("Choose what came of it."))
    states.advance(said, "settle")
    said.outcome, said.answer = outcome, _note(answer, field="answer")
    said.settled_at, said.settled_by_id = act.at, act.signed()
    said.save()
    if said.service_id is not None:
        _mark(said.service_id)
    act.touched("state", "outcome", "answer")
    text = str(_("What you reported of a service is settled"))
    url = reverse("directory:report", args=[said.pk])
    act.tell(
        hooks.Notice(
            "report.settled", text, url, organisation=said.organisation_id, account=said.reported_by_id
        )
    )
    return said


def _about(act: Act, kind: str, service: UUID | None) -> Service | None:
    if kind not in Reported.values:
        raise Invalid(kind=_("Choose what you saw."))
    if kind == Reported.MISSING:
        if service is not None:
            raise Invalid(kind=_("This is about a service that is there. Choose what you saw."))
        return None
    standing = Service.objects.visible_to(act.access).filter(state__in=("active", "suspended"))
    found: Service | None = standing.filter(pk=service).first() if service else None
    if found is None:
        raise Invalid(kind=_("This service is not in the directory."))
    return found


def _again(act: Act, said: FieldReport) -> FieldReport | None:
    mine = FieldReport.objects.visible_to(act.access).filter(organisation_id=act.organisation, state="open")
    about = Q(service=said.service_id) if said.service_id else Q(service=None)
    rows = mine.filter(about, kind=said.kind, need=said.need, country=said.country_id, unit=said.unit_id)
    return rows.select_for_update(of=("self",)).first()


def _seen(day: date | None) -> date:
    seen, today = day or clock.today(), clock.today()
    if not today - LATEST <= seen <= today:
        raise Invalid(seen_on=_("Choose a day within the last month, today at the latest."))
    return seen


def _note(text: str, *, field: str = "note", needed: bool = False) -> str:
    note = clean(text, field, needed=needed)
    if PERSONAL.search(note):
        raise Invalid(
            {
                field: _(
                    "No telephone numbers and no addresses here: everybody who keeps services up reads it."
                )
            }
        )
    return note


def _mark(service: UUID) -> None:
    """The service carries the latest open report, for whoever finds it; what people type into it meanwhile stays valid."""
    still = (
        FieldReport.objects.visible_to(rules.UPKEEP)
        .filter(service_id=service, state="open")
        .order_by("-seen_on")
    )
    latest = still.first()
    Service.objects.visible_to(rules.UPKEEP).filter(pk=service).update(
        reported=latest.kind if latest else "", reported_at=latest.entered_at if latest else None
    )


def _tell_keepers(act: Act, said: FieldReport, about: Service | None) -> None:
    """Whoever keeps the service up; a coordinator of the own house where something is missing."""
    roles = frozenset(rules.MAINTAINERS) if about else frozenset({Role.COORDINATOR})
    if about is not None and about.hidden:
        roles &= WORKING
    house = (about.kept_by_id or about.organisation_id) if about else act.organisation
    text = str(_("Somebody on the spot reports something about a service"))
    url = reverse("directory:report", args=[said.pk])
    act.tell(hooks.Notice("report.made", text, url, organisation=house, roles=roles))
