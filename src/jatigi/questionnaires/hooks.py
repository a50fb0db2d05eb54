"""What this room tells the others: on a person's page and in their story; and what others may follow."""

from collections.abc import Iterable, Iterator
from contextlib import suppress
from typing import Any
from uuid import UUID

from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext_lazy

from jatigi.kernel import clock, hooks
from jatigi.kernel.access import Access
from jatigi.kernel.errors import NotFound
from jatigi.questionnaires import actions, catalogue, joining, results, rules
from jatigi.questionnaires.catalogue import menu
from jatigi.questionnaires.codes import About
from jatigi.questionnaires.data import jobs
from jatigi.questionnaires.filling import about
from jatigi.questionnaires.filling import actions as drafting
from jatigi.questionnaires.following import next_steps, screened
from jatigi.questionnaires.models import Draft, Outcome

__all__ = ["next_steps", "screened"]

MANY = 50

LISTED = 8

hooks.erasing(actions.forget)
LOADED = (drafting, jobs, joining, menu)
"""Imported for what they register: actions, and what follows a person."""


@hooks.person_sections
def latest_screening(access: Access, person: UUID) -> Iterable[hooks.Section]:
    """The band of the latest screening, or the way to the first."""
    if not rules.may_fill(access):
        return
    outcome = results.latest(access, person)
    context = {
        "outcome": outcome,
        "band": results.band(outcome) if outcome else None,
        "fill_url": reverse("questionnaires:fill", args=[results.SCREENING, person]),
    }
    yield hooks.Section(_("Screening"), "questionnaires/section.html", context, order=20)


@hooks.person_sections
def fill_in_about_person(access: Access, person: UUID) -> Iterable[hooks.Section]:
    yield from _filling(access, About.PERSON, person, _("Fill in a form about the person"))


@hooks.case_sections
def fill_in_about_case(access: Access, case: UUID) -> Iterable[hooks.Section]:
    yield from _filling(access, About.CASE, case, _("Fill in a form about the case"))


@hooks.referral_sections
def fill_in_about_referral(access: Access, referral: UUID) -> Iterable[hooks.Section]:
    yield from _filling(access, About.REFERRAL, referral, _("Fill in a form about the referral"))


def _filling(access: Access, kind: str, pk: UUID, title: Any) -> Iterator[hooks.Section]:
    """The forms that may be filled in here, and what was answered before. The screening has a part of its own."""
    try:
        whom = about.whom(access, kind, pk)
    except NotFound:
        return
    offered = [form for form in about.offered(access, kind) if form.code != results.SCREENING]
    begun = set(_begun(access, whom))
    forms = [
        {
            "title": catalogue.title(form),
            "url": whom.at("fill_about", form.code),
            "draft": form.pk in begun,
        }
        for form in offered
    ]
    found = about.given(access, whom, LISTED) if kind != About.PERSON or forms else []
    given = [{"outcome": outcome, "title": catalogue.title(outcome.form)} for outcome in found]
    if forms or given:
        yield hooks.Section(title, "questionnaires/filling.html", {"forms": forms, "given": given}, order=25)


def _begun(access: Access, whom: about.Whom) -> Iterator[UUID]:
    mine = Draft.objects.visible_to(access).filter(
        subject_id=whom.person, about_id=whom.id, corrects=None, saved_at__gte=clock.now() - Draft.KEEP
    )
    for draft in mine.select_related("form_version"):
        yield draft.form_version.form_id


@hooks.today
def drafts_to_send(access: Access) -> Iterator[hooks.TodayItem]:
    """What was begun and not sent."""
    mine = Draft.objects.visible_to(access).filter(saved_at__gte=clock.now() - Draft.KEEP).count()
    if mine:
        title = ngettext_lazy("Finish %(n)d form that you began", "Finish %(n)d forms that you began", mine)
        yield hooks.TodayItem(
            hooks.Danger.WHEN_POSSIBLE, title % {"n": mine}, reverse("questionnaires:drafts"),
            icon="file-text", count=mine,
        )  # fmt: skip


@hooks.case_timeline
def answered_about(access: Access, case: UUID) -> Iterator[hooks.TimelineEntry]:
    """Every form that was filled in about the case."""
    with suppress(NotFound):
        for outcome in about.given(access, about.whom(access, About.CASE, case), MANY):
            yield _entry(outcome)


@hooks.person_timeline
def answered(access: Access, person: UUID) -> Iterable[hooks.TimelineEntry]:
    """Every form that was filled in about the person, with its band."""
    rows = Outcome.objects.visible_to(access).filter(subject_id=person).select_related("form")
    for outcome in rows.order_by("-at")[:MANY]:
        yield _entry(outcome)


def _entry(outcome: Outcome) -> hooks.TimelineEntry:
    return hooks.TimelineEntry(
        at=outcome.at,
        title=catalogue.title(outcome.form),
        text=shown.label if (shown := results.band(outcome)) else "",
        icon="clipboard-check",
        url=reverse("questionnaires:outcome", args=[outcome.pk]),
        author=outcome.by_id,
        entered_at=outcome.entered_at,
    )
