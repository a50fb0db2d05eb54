"""One commitment with everything around it, in words: what its page shows."""

from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from jatigi.coordination.bodies.models import Body
from jatigi.coordination.codes import Level, Precision, Theme
from jatigi.coordination.commitments import actions, rules
from jatigi.coordination.commitments.lines import Line, lines
from jatigi.coordination.commitments.models import Cluster, Commitment, CommitmentKind, Step
from jatigi.coordination.events.models import Event
from jatigi.coordination.frameworks.models import CommitmentLink, Framework, FrameworkItem
from jatigi.coordination.measures.comments.shown import beside
from jatigi.coordination.measures.models import Measure, MeasureCommitment
from jatigi.coordination.measures.rules import may_plan
from jatigi.kernel import states
from jatigi.kernel.access import Access
from jatigi.places import units
from jatigi.places.models import AdminUnit, Country

MOST_STEPS = 100
STEPS = {
    "correct": (_("Corrected"), "edit"),
    "address": (_("Addressed to"), "send"),
    "answer": (_("Official answer"), "reply"),
    "plan": (_("Planned"), "calendar-clock"),
    "begin": (_("Under way"), "arrow-right"),
    "keep_partly": (_("Partly kept"), "circle-dot"),
    "keep": (_("Kept"), "circle-check"),
    "drop": (_("Dropped"), "circle-x"),
    "reopen": (_("Open again"), "undo-2"),
    "decline": (_("The state stays as it was"), "hand"),
    "publish": (_("Published"), "share"),
    "unpublish": (_("No longer published"), "eye-off"),
    "cluster": (_("Grouped with others"), "shapes"),
    "separate": (_("Taken out of its group"), "split"),
}
LABELS = {
    "kind": _("Kind"), "text": _("Passage"), "body": _("Body"), "event": _("Event"), "source": _("Document and page"),
    "source_url": _("Address in the web"), "made_on": _("Said on"), "deadline": _("Deadline"),
    "deadline_precision": _("Deadline"), "theme": _("Theme"), "level": _("Level"), "country": _("Country"),
    "unit": _("Place"), "addressees": _("Addressees"), "reference": _("Reference"), "state": _("State"),
    "items": _("Serves"), "cluster": _("Group"), "why": _("Why"),
}  # fmt: skip


@dataclass(slots=True)
class Happened:
    """A line of its story."""

    title: str | Promise
    icon: str
    at: datetime
    by: str
    note: str = ""
    changes: list[tuple[str | Promise, str, str]] = field(default_factory=list)


def of(access: Access, commitment: Commitment) -> dict[str, Any]:
    """The context of its page, in a bounded number of queries."""
    (line,) = lines(access, [commitment])
    keeps = rules.may_keep(access, commitment)
    return {
        "commitment": commitment,
        "line": line,
        "addressees": [(one, rules.may_answer(access, one)) for one in line.addressees],
        "cluster": _cluster(access, commitment),
        "items": items_of(commitment),
        "measures": _measures(access, commitment),
        "facts": _facts(commitment, line),
        "happened": _story(access, commitment),
        "keeps": keeps,
        "verbs": verbs(commitment) if keeps else set(),
        "proposed": STEPS[commitment.proposed][0] if commitment.proposed in STEPS else "",
        "may_plan": may_plan(access),
        **beside(access, commitment=commitment),
    }


def _cluster(access: Access, commitment: Commitment) -> Cluster | None:
    if commitment.cluster_id is None:
        return None
    found: Cluster | None = Cluster.objects.visible_to(access).filter(pk=commitment.cluster_id).first()
    return found


def verbs(commitment: Commitment) -> set[str]:
    """What can be said of its state now."""
    return {verb for verb in actions.VERBS if states.allows(commitment, verb)}


def items_of(commitment: Commitment) -> list[tuple[str, FrameworkItem]]:
    """What it serves: the framework's name, and the item."""
    links = CommitmentLink.objects.visible_to(rules.KNOWING).filter(commitment=commitment)
    found = list(FrameworkItem.objects.filter(pk__in=links.values("item")).order_by("framework_id", "order"))
    names = Framework.objects.in_bulk({one.framework_id for one in found})
    return [(str(names[one.framework_id]), one) for one in found]


def place_of(commitment: Commitment) -> str:
    """Where it holds, in words."""
    if commitment.unit_id is not None:
        return units.label(AdminUnit.objects.get(pk=commitment.unit_id))
    country = Country.objects.filter(pk=commitment.country_id).first()
    return str(country) if country else ""


def _facts(commitment: Commitment, line: Line) -> list[tuple[Any, Any]]:
    facts: list[tuple[Any, Any]] = [
        (LABELS["kind"], commitment.get_kind_display()),
        (LABELS["made_on"], commitment.made_on),
        (LABELS["deadline"], line.deadline),
        (LABELS["theme"], commitment.get_theme_display() if commitment.theme else ""),
        (LABELS["level"], commitment.get_level_display() if commitment.level else ""),
        (LABELS["unit"], place_of(commitment)),
    ]
    return facts


def _measures(access: Access, commitment: Commitment) -> list[Measure]:
    """What is done about it, or about its whole group."""
    rows = MeasureCommitment.objects.visible_to(access).filter(commitment=commitment)
    measures = Measure.objects.visible_to(access).filter(pk__in=rows.values("measure"))
    return list(measures.select_related("organisation").order_by("due_on", "id"))


def _story(access: Access, commitment: Commitment) -> list[Happened]:
    rows = Step.objects.visible_to(access).filter(commitment=commitment).select_related("by")
    found = []
    for step in rows.order_by("-at", "-entered_at")[:MOST_STEPS]:
        title, icon = STEPS.get(step.verb, (step.verb, "circle"))
        said = changes(access, step.changes)
        found.append(Happened(title, icon, step.at, str(step.by or ""), step.note, said))
    return [*found, Happened(_("Recorded"), "file-text", commitment.entered_at, "")]


def changes(access: Access, said: dict[str, list[Any]]) -> list[tuple[str | Promise, str, str]]:
    """What changed: the field, what stood there, what stands there now, in words."""
    return [
        (LABELS.get(name, name), value_of(access, name, before), value_of(access, name, after))
        for name, (before, after) in said.items()
    ]


def value_of(access: Access, name: str, value: Any) -> str:
    """A value of a field as people read it; ids by the name of what they mean."""
    if value in (None, ""):
        return ""
    if name in _CHOICES:
        return str(dict(_CHOICES[name]).get(value, value))
    if name == "country":
        return str(Country.objects.filter(pk=value).first() or value)
    if name == "unit":
        return str(AdminUnit.objects.filter(pk=value).first() or value)
    if name in _NAMED:
        row = _NAMED[name].objects.visible_to(access).filter(pk=value).first()
        return str(row or "")
    if name in ("made_on", "deadline"):
        return f"{date.fromisoformat(value):%d/%m/%Y}"
    return str(value)


_CHOICES: dict[str, Any] = {
    "kind": CommitmentKind.choices, "theme": Theme.choices, "level": Level.choices,
    "deadline_precision": Precision.choices,
}  # fmt: skip
_NAMED: dict[str, Any] = {"body": Body, "event": Event}


def deadline_parts(commitment: Commitment) -> tuple[int, int | None, int | None] | None:
    """The deadline as a form takes it: only as much of it as was said."""
    day = commitment.deadline
    if day is None:
        return None
    if commitment.deadline_precision == Precision.YEAR:
        return day.year, None, None
    return day.year, day.month, None if commitment.deadline_precision == Precision.MONTH else day.day
