"""Every write of a measure; what it suggests for its commitments is proposed to their secretariat."""

from collections.abc import Iterable, Sequence
from datetime import date
from typing import TYPE_CHECKING
from uuid import UUID

from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from jatigi.agencies.models import Organisation
from jatigi.coordination.codes import Theme
from jatigi.coordination.commitments import actions as commitments
from jatigi.coordination.commitments.locking import locked
from jatigi.coordination.commitments.models import Commitment
from jatigi.coordination.measures import rules
from jatigi.coordination.measures.following import suggested
from jatigi.coordination.measures.models import Measure, MeasureCommitment, MeasureOrganisation
from jatigi.coordination.rules import REPORTERS, is_secretariat
from jatigi.kernel import clock, states
from jatigi.kernel.access import Purpose
from jatigi.kernel.actions import Act, action, creation
from jatigi.kernel.codes import free_code
from jatigi.kernel.errors import Invalid
from jatigi.kernel.hooks import Notice
from jatigi.kernel.text import NOTE_LENGTH, clean

if TYPE_CHECKING:
    from jatigi.kernel.hooks import Text

OVERSIGHT = Purpose.OVERSIGHT
TITLE_LENGTH, WHY_LENGTH = 300, 500
AT_MOST = 200
"""Commitments that one measure answers, and organisations that support it."""


@creation("measure.plan", Measure, allow=rules.may_plan, purpose=OVERSIGHT)
def plan(
    act: Act,
    *,
    title: str,
    commitments: Sequence[UUID],
    outcome: str = "",
    responsible: UUID | None = None,
    supporters: Sequence[UUID] = (),
    due_on: date | None = None,
    theme: str = "",
) -> Measure:
    """What the own organisation will do; the secretariat of the commitments also plans for another one, which is told.

    Raises `Invalid` by field.
    """
    measure = Measure(organisation_id=act.organisation, code=free_code(Measure))
    answered = _commitments(act, commitments)
    if responsible is not None and responsible != act.organisation:
        measure.organisation_id = _entrusted(act, responsible, answered)
    _write(act, measure, title=title, outcome=outcome, due_on=due_on, theme=theme)
    measure.save()
    _answer(measure, answered)
    _support(act, measure, supporters)
    act.touched("commitments", "supporters", "organisation")
    follow(act, measure)
    if measure.organisation_id != act.organisation:
        text = _("A measure is entrusted to your organisation: %(title)s") % {"title": measure.title}
        tell(act, measure, "measure.entrusted", text, measure.organisation_id)
    return measure


@action("measure.change", Measure, allow=rules.may_work_on, purpose=OVERSIGHT)
def change(
    act: Act,
    measure: Measure,
    *,
    title: str,
    commitments: Sequence[UUID],
    outcome: str = "",
    supporters: Sequence[UUID] = (),
    due_on: date | None = None,
    theme: str = "",
) -> Measure:
    """Other words, dates, supporters or commitments; of the commitments those that the author cannot see stay.

    Raises `Invalid` by field.
    """
    _write(act, measure, title=title, outcome=outcome, due_on=due_on, theme=theme)
    measure.save()
    answered = _commitments(act, commitments)
    chosen = {commitment.pk for commitment in answered}
    links = list(MeasureCommitment.objects.visible_to(act.access).filter(measure=measure))
    for link in links:
        if link.commitment_id not in chosen:
            link.delete()
    known = {link.commitment_id for link in links}
    _answer(measure, [commitment for commitment in answered if commitment.pk not in known])
    MeasureOrganisation.objects.visible_to(act.access).filter(measure=measure).delete()
    _support(act, measure, supporters)
    act.touched("commitments", "supporters")
    follow(act, measure)
    return measure


@action("measure.begin", Measure, allow=rules.may_work_on, purpose=OVERSIGHT)
def begin(act: Act, measure: Measure, *, on: date | None = None) -> Measure:
    """It is under way, since today or an earlier day. Raises `Invalid` for a day to come, `Conflict`."""
    states.advance(measure, "begin")
    measure.began_on = _day(on)
    return _moved(act, measure)


@action("measure.finish", Measure, allow=rules.may_work_on, purpose=OVERSIGHT)
def finish(act: Act, measure: Measure, *, on: date | None = None) -> Measure:
    """It is done. Raises `Invalid` for a day to come or before it began, `Conflict`."""
    states.advance(measure, "finish")
    measure.ended_on = _day(on)
    if measure.began_on and measure.ended_on < measure.began_on:
        raise Invalid(on=_("This lies before it began. Please check date and time."))
    return _moved(act, measure)


@action("measure.abandon", Measure, allow=rules.may_work_on, purpose=OVERSIGHT)
def abandon(act: Act, measure: Measure, *, why: str) -> Measure:
    """Nobody will do it, and why. Raises `Invalid` without a reason, `Conflict`."""
    states.advance(measure, "abandon")
    measure.why = clean(why, "why", limit=WHY_LENGTH, needed=True)
    measure.ended_on = clock.today()
    return _moved(act, measure)


@action("measure.reopen", Measure, allow=rules.may_work_on, purpose=OVERSIGHT)
def reopen(act: Act, measure: Measure) -> Measure:
    """It was not done after all, or is taken up again. Raises `Conflict`."""
    states.advance(measure, "reopen")
    measure.ended_on, measure.why = None, ""
    return _moved(act, measure)


def follow(act: Act, measure: Measure) -> None:
    """Propose to each secretariat what the commitments of the measure would become; an earlier proposal is overtaken.

    Of commitments that whoever acts cannot open nothing is proposed.
    """
    answered = [one.pk for one in rules.answered_by(measure.pk)]
    for commitment in locked(act.access, answered):
        verb = suggested(commitment, _states_of(commitment))
        if verb:
            commitments.propose.within(act, commitment, verb=verb, why=measure.title)
        elif commitment.proposed:
            commitment.proposed = commitment.proposed_why = ""
            commitment.save()


def tell(act: Act, measure: Measure, kind: str, text: "Text", organisation: UUID) -> None:
    """Those who say for an organisation what it does, with the page of the measure."""
    url = reverse("coordination:measure", args=[measure.pk])
    act.tell(Notice(kind, text, url, organisation, REPORTERS))


def _states_of(commitment: Commitment) -> list[str]:
    measures = Measure.objects.visible_to(rules.FOLLOWING).filter(rules.answering([commitment.pk]))
    return list(measures.values_list("state", flat=True))


def _moved(act: Act, measure: Measure) -> Measure:
    measure.save()
    act.touched("state")
    follow(act, measure)
    return measure


def _write(act: Act, measure: Measure, *, title: str, outcome: str, due_on: date | None, theme: str) -> None:
    if theme and theme not in Theme.values:
        raise Invalid(theme=_("Choose from the list."))
    measure.title = clean(title, "title", limit=TITLE_LENGTH, needed=True)
    measure.outcome = clean(outcome, "outcome", limit=NOTE_LENGTH, lines=True)
    measure.due_on, measure.theme = due_on, theme
    act.touched("title", "outcome", "due_on", "theme")


def _commitments(act: Act, chosen: Sequence[UUID]) -> list[Commitment]:
    wanted = set(chosen)
    found = list(Commitment.objects.visible_to(act.access).filter(pk__in=wanted)) if wanted else []
    if not found or len(found) < len(wanted) or len(wanted) > AT_MOST:
        raise Invalid(commitments=_("Say which commitments it answers: at least one that you can open."))
    return found


def _entrusted(act: Act, responsible: UUID, answered: Sequence[Commitment]) -> UUID:
    """Another organisation, chosen by the secretariat of one of the commitments. Raises `Invalid`."""
    kept = {commitment.organisation_id for commitment in answered}
    if not is_secretariat(act.access) or act.organisation not in kept:
        raise Invalid(
            responsible=_("Only the secretariat of these commitments plans for another organisation.")
        )
    if not Organisation.objects.filter(pk=responsible, active=True).exists():
        raise Invalid(responsible=_("Choose from the list."))
    return responsible


def _answer(measure: Measure, commitments: Iterable[Commitment]) -> None:
    MeasureCommitment.objects.bulk_create(
        MeasureCommitment(organisation_id=measure.organisation_id, measure=measure, commitment=commitment)
        for commitment in commitments
    )


def _support(act: Act, measure: Measure, supporters: Sequence[UUID]) -> None:
    wanted = set(supporters) - {measure.organisation_id}
    if len(wanted) > AT_MOST or Organisation.objects.filter(pk__in=wanted).count() < len(wanted):
        raise Invalid(supporters=_("Choose from the list."))
    MeasureOrganisation.objects.bulk_create(
        MeasureOrganisation(organisation_id=pk, measure=measure) for pk in sorted(wanted)
    )


def _day(on: date | None) -> date:
    today = clock.today()
    if on is not None and on > today:
        raise Invalid(on=_("This lies in the future. Please check date and time."))
    return on or today
