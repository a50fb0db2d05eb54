"""Every write of a table: its draft through the gate, the second person, its publication and its end."""

from collections.abc import Sequence
from datetime import date
from typing import Any

from django.urls import reverse
from django.utils.text import slugify
from django.utils.translation import gettext_lazy as _
from typing_extensions import TypedDict

from jatigi.kernel import clock, states
from jatigi.kernel.access import Purpose
from jatigi.kernel.actions import EARLIEST, Act, action, creation
from jatigi.kernel.errors import Conflict, Invalid, NotFound
from jatigi.kernel.hooks import Notice
from jatigi.kernel.text import LINE_LENGTH, NOTE_LENGTH, clean
from jatigi.publications import gate, hooks, rules
from jatigi.publications import grid as pasted
from jatigi.publications.codes import (
    LEAST_CONFIDED,
    PUBLIC_STATES,
    ROUNDINGS,
    THRESHOLDS,
    Licence,
    Measure,
    State,
)
from jatigi.publications.content import Content
from jatigi.publications.gate import Rule
from jatigi.publications.models import Edition

TITLE_LENGTH, NAME_LENGTH = 160, 80
STATISTICS = Purpose.STATISTICS


class Draft(TypedDict):
    """What is said of a table. grid: the table as it is pasted, see `grid.read`; threshold, rounding: where people are counted."""

    title: str
    question: str
    measure: str
    confided: bool
    threshold: int
    rounding: int
    row_name: str
    column_name: str
    from_on: date
    until: date
    source: str
    source_on: date
    licence: str
    remarks: str
    grid: str


@creation("table.draft", Edition, allow=rules.may_draft, purpose=STATISTICS)
def draft(act: Act, *, values: Draft, code: str = "") -> Edition:
    """A new table, or the next version of the one with `code`; `values` as `change` takes them.

    Raises `Invalid` by field, `NotFound` for a table of others, `Conflict` where a version is in work already.
    """
    versions = _of_the_house(act, code) if code else []
    if any(rules.still_in_work(one) for one in versions):
        raise Conflict(_("A new version of this table is in work already."), code="in_work")
    edition = Edition(
        organisation_id=act.organisation,
        code=code,
        number=max((one.number for one in versions), default=0) + 1,
        drafted_by_id=act.signed(),
    )
    _write(act, edition, values)
    edition.code = code or _free_code(edition.title)
    edition.save()
    return edition


@action("table.change", Edition, allow=rules.may_change, purpose=STATISTICS)
def change(act: Act, edition: Edition, *, values: Draft) -> Edition:
    """Another text or other numbers, as long as it is a draft; who changes it is who drafted it."""
    _must_be(edition, State.DRAFT)
    _write(act, edition, values)
    edition.drafted_by_id = act.signed()
    edition.save()
    return edition


@action("table.propose", Edition, allow=rules.may_change, purpose=STATISTICS)
def propose(act: Act, edition: Edition) -> Edition:
    """Ask for the second person."""
    states.advance(edition, "propose")
    edition.note = ""
    edition.save()
    act.touched("state")
    _tell(act, edition, _("A table waits for your approval before it is published."))
    return edition


@action("table.approve", Edition, allow=rules.may_decide, purpose=STATISTICS, step_up=True)
def approve(act: Act, edition: Edition) -> Edition:
    """The second person answers for it: from now on anybody may read it."""
    _must_be(edition, State.PROPOSED)
    for other in _editions(act, edition.code).filter(state=State.PUBLISHED):
        states.advance(other, "supersede")
        other.save()
    states.advance(edition, "approve")
    edition.approved_by_id, edition.published_at = act.signed(), act.at
    edition.save()
    act.touched("state", "approved_by", "published_at")
    for follow in hooks.changed:
        follow(act, edition)
    return edition


@action("table.send_back", Edition, allow=rules.may_decide, purpose=STATISTICS)
def send_back(act: Act, edition: Edition, *, note: str) -> Edition:
    """Not yet: the note says what to change."""
    states.advance(edition, "send_back")
    edition.note = clean(note, "note", limit=LINE_LENGTH, needed=True)
    edition.save()
    act.touched("state", "note")
    _tell(act, edition, _("A table was sent back to you: see what to change."), edition.drafted_by_id)
    return edition


@action("table.withdraw", Edition, allow=rules.may_withdraw, purpose=STATISTICS, step_up=True)
def withdraw(act: Act, edition: Edition, *, why: str) -> Edition:
    """Its numbers are not shown any more; its page stays and says why."""
    states.advance(edition, "withdraw")
    edition.why = clean(why, "why", limit=LINE_LENGTH, needed=True)
    edition.withdrawn_at = act.at
    edition.save()
    act.touched("state", "why")
    for follow in hooks.changed:
        follow(act, edition)
    return edition


@action("table.discard", Edition, allow=rules.may_withdraw, purpose=STATISTICS)
def discard(act: Act, edition: Edition) -> Edition:
    """A draft that nobody will publish."""
    states.advance(edition, "discard")
    edition.save()
    act.touched("state")
    return edition


def _write(act: Act, edition: Edition, said: Draft) -> None:
    edition.title = clean(said["title"], "title", limit=TITLE_LENGTH, needed=True)
    edition.question = clean(said["question"], "question", limit=LINE_LENGTH, needed=True)
    edition.row_name = clean(said["row_name"], "row_name", limit=NAME_LENGTH, needed=True)
    edition.column_name = clean(said["column_name"], "column_name", limit=NAME_LENGTH)
    edition.source = clean(said["source"], "source", limit=LINE_LENGTH, needed=True)
    edition.remarks = clean(said["remarks"], "remarks", limit=NOTE_LENGTH, lines=True)
    edition.measure = _among(said["measure"], "measure", Measure.values)
    _must_count_the_same(act, edition)
    edition.licence = _among(said["licence"], "licence", Licence.values)
    _date(edition, said["from_on"], said["until"], said["source_on"])
    rule = _rule(edition, confided=said["confided"], threshold=said["threshold"], rounding=said["rounding"])
    edition.content = dict(gate.passed(pasted.read(said["grid"]), rule, _before(act, edition)))
    act.touched("title", "question", "measure", "period", "source", "rule", "content")


def _must_count_the_same(act: Act, edition: Edition) -> None:
    """A table of people stays one in every version: else the next could show what the gate withheld. Raises `Invalid`."""
    others = _editions(act, edition.code).exclude(pk=edition.pk) if edition.code else []
    if any(other.measure != edition.measure for other in others):
        raise Invalid(measure=_("Earlier versions count something else: enter another table."))


def _date(edition: Edition, from_on: date, until: date, source_on: date) -> None:
    if from_on < EARLIEST.date():
        raise Invalid(from_on=_("This lies before the year 2000. Please check the year."))
    if until < from_on:
        raise Invalid(until=_("The last day lies before the first."))
    if until > clock.today():
        raise Invalid(until=_("A period is published when it is over."))
    if not from_on <= source_on <= clock.today():
        raise Invalid(source_on=_("This day lies in the future, or before the period."))
    edition.from_on, edition.until, edition.source_on = from_on, until, source_on


def _rule(edition: Edition, *, confided: bool, threshold: int, rounding: int) -> Rule:
    """Raises `Invalid` where people are counted under a rule that is too weak."""
    if edition.measure != Measure.PEOPLE:
        edition.confided, edition.threshold, edition.rounding = False, 0, 1
        return Rule(0)
    least = LEAST_CONFIDED if confided else THRESHOLDS[0]
    if threshold not in THRESHOLDS or threshold < least:
        raise Invalid(
            threshold=_(
                "Choose 5 at least; 10 where victims, children or people who are looked for are counted."
            )
        )
    if rounding not in ROUNDINGS:
        raise Invalid(rounding=_("Choose one of the listed answers."))
    edition.confided, edition.threshold, edition.rounding = confided, threshold, rounding
    return Rule(threshold, rounding)


def _before(act: Act, edition: Edition) -> Sequence[Content]:
    """What was published of the same table about the same time, the newest first; withdrawn or not, it was read."""
    if not edition.code:
        return []
    rows = _editions(act, edition.code).filter(
        state__in=PUBLIC_STATES, from_on__lte=edition.until, until__gte=edition.from_on
    )
    return [row.content for row in rows.exclude(pk=edition.pk).order_by("-number")]


def _editions(act: Act, code: str) -> Any:
    return Edition.objects.visible_to(act.access).filter(code=code)


def _of_the_house(act: Act, code: str) -> list[Edition]:
    """The versions of a table of the own organisation. Raises `NotFound`."""
    found = list(_editions(act, code).filter(organisation_id=act.organisation))
    if not found:
        raise NotFound
    return found


def _free_code(title: str) -> str:
    """A short address that is not taken, whoever took it."""
    stem = slugify(title)[:60].strip("-") or "table"
    rows = Edition.objects.visible_to(rules.NAMING).filter(code__startswith=stem)
    taken = set(rows.values_list("code", flat=True))
    numbered = (f"{stem}-{number}" if number > 1 else stem for number in range(1, len(taken) + 2))
    return next(code for code in numbered if code not in taken)


def _among(value: str, field: str, known: Sequence[str]) -> str:
    if value not in known:
        raise Invalid({field: _("Choose one of the listed answers.")})
    return value


def _must_be(edition: Edition, state: str) -> None:
    if edition.state != state:
        raise Conflict(code=f"not_from_{edition.state}")


def _tell(act: Act, edition: Edition, text: Any, account: Any = None) -> None:
    url = reverse("publications:table", args=[edition.pk])
    roles = frozenset() if account else rules.APPROVERS
    act.tell(
        Notice("table.propose", text, url, organisation=edition.organisation_id, roles=roles, account=account)
    )
