"""What this room tells the others: on a person's page and in their story; and what others may follow."""

from collections.abc import Iterable
from uuid import UUID

from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from jatigi.kernel import hooks
from jatigi.kernel.access import Access
from jatigi.questionnaires import actions, catalogue, results, rules
from jatigi.questionnaires.following import next_steps, screened
from jatigi.questionnaires.models import Outcome

__all__ = ["next_steps", "screened"]

MANY = 50

hooks.erasing(actions.forget)


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


@hooks.person_timeline
def answered(access: Access, person: UUID) -> Iterable[hooks.TimelineEntry]:
    """Every form that was filled in about the person, with its band."""
    rows = Outcome.objects.visible_to(access).filter(subject_id=person).select_related("form")
    for outcome in rows.order_by("-at")[:MANY]:
        yield hooks.TimelineEntry(
            at=outcome.at,
            title=catalogue.title(outcome.form),
            text=shown.label if (shown := results.band(outcome)) else "",
            icon="clipboard-check",
            url=reverse("questionnaires:outcome", args=[outcome.pk]),
            author=outcome.by_id,
            entered_at=outcome.entered_at,
        )
