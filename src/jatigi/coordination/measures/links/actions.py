"""Every write by, or for, whoever reports through a one-time link."""

from collections.abc import Mapping, Sequence
from datetime import UTC, date, datetime, time, timedelta
from decimal import Decimal
from typing import Any, TypedDict

from django.utils.translation import gettext_lazy as _

from jatigi.agencies import judging as addresses
from jatigi.agencies import one_time
from jatigi.coordination.measures.links import rules
from jatigi.coordination.measures.links.models import ReportLink
from jatigi.coordination.measures.models import Measure
from jatigi.coordination.measures.reporting import actions as reports
from jatigi.coordination.measures.reporting import judging
from jatigi.coordination.measures.reporting import rules as reporting
from jatigi.coordination.measures.reporting.files import actions as files
from jatigi.coordination.measures.reporting.models import Channel, ReportDue
from jatigi.coordination.measures.rules import LIVE
from jatigi.coordination.rules import VALIDATORS
from jatigi.kernel import clock, states
from jatigi.kernel.access import Purpose
from jatigi.kernel.actions import Act, action
from jatigi.kernel.errors import Conflict, Invalid
from jatigi.kernel.models import shared_key
from jatigi.kernel.text import clean_name

OVERSIGHT = Purpose.OVERSIGHT
AFTER_DUE = timedelta(days=14)
"""How long after the due date a link still takes the report, where that is later than `ReportLink.LASTS`."""
MOST_DOCUMENTS = 3
"""Files that come with a report through a link."""


class Brought(TypedDict):
    """A file as it was brought."""

    name: str
    content: bytes


@action("report_link.make", ReportDue, allow=rules.may_invite, purpose=OVERSIGHT)
def make(act: Act, due: ReportDue, *, to: str) -> ReportLink:
    """A link for whoever reports on this due date, in the attribute `token` this once; earlier ones open nothing any more.

    Raises `Conflict` where nothing is due any more, `Invalid`.
    """
    measure: Measure = rules.measure_of(due)
    if due.answered_at is not None or measure.state not in LIVE:
        raise Conflict(_("A report was already sent for this date."), code="answered")
    address = addresses.email(to)
    if not address:
        raise Invalid(email=_("Please write something here."))
    for before in ReportLink.objects.visible_to(act.access).filter(
        due=due, withdrawn_at=None, answered_at=None
    ):
        before.withdrawn_at = clock.now()
        before.save()
    token = one_time.new_token()
    link = ReportLink(
        organisation_id=act.organisation,
        key_id=shared_key(act.organisation),
        due=due,
        token_hash=one_time.token_hash(token),
        to=address,
        made_at=clock.now(),
        made_by_id=act.signed(),
        expires_at=max(clock.now() + ReportLink.LASTS, _end_of(due.due_on) + AFTER_DUE),
    )
    link.save()
    link.token = token  # type: ignore[attr-defined]
    act.touched("to")
    act.details["link"] = str(link.pk)
    return link


@action("report_link.withdraw", ReportLink, allow=rules.may_withdraw, purpose=OVERSIGHT)
def withdraw(act: Act, link: ReportLink) -> ReportLink:
    """Nobody can report with it any more."""
    if link.withdrawn_at is None:
        link.withdrawn_at = clock.now()
        link.save()
        act.touched("withdrawn_at")
    return link


@action("report_link.open", ReportLink, allow=rules.may_open, purpose=OVERSIGHT, internal=True)
def open_link(act: Act, link: ReportLink) -> ReportLink:
    """Somebody followed it."""
    if link.opened_at is None:
        link.opened_at = clock.now()
        link.save()
        act.touched("opened_at")
    return link


@action("report_link.report", ReportLink, allow=rules.holds, purpose=OVERSIGHT, internal=True)
def report(
    act: Act,
    link: ReportLink,
    *,
    who: str,
    text: str,
    value: Decimal | None = None,
    value_on: date | None = None,
    challenges: str = "",
    next_steps: str = "",
    evidence: Sequence[Mapping[str, Any]] = (),
    documents: Sequence[Brought] = (),
) -> ReportLink:
    """The report of whoever holds the link, sent; the link is used up. `documents`: at most `MOST_DOCUMENTS` files.

    Raises `Conflict` once it is over, `Invalid`, for "file" where a document cannot be kept.
    """
    due = rules.due_of(link)
    if not link.is_live(clock.now()) or due.answered_at is not None:
        raise Conflict(_("This link takes no report any more."), code="link_over")
    sent = reports.blank(rules.indicator_of(due), due.pk)
    sent.channel, sent.written_name = Channel.LINK, clean_name(who, "who", needed=True)
    judging.write_report(
        sent, text=text, value=value, value_on=value_on, challenges=challenges, next_steps=next_steps
    )
    states.advance(sent, "send")
    reports.sent(act, sent)
    reports.support(sent, evidence)
    if len(documents) > MOST_DOCUMENTS:
        raise Invalid(file=_("Add %(most)d documents at most.") % {"most": MOST_DOCUMENTS})
    for one in documents:
        files.keep(sent, title="", name=one["name"], content=one["content"])
    link.answered_at = clock.now()
    link.save()
    told = _("A report came through a one-time link.")
    if reporting.has_accounts(sent):
        reports.tell_house(act, sent, "report.sent", told, VALIDATORS)
    else:
        reports.tell_secretariats(act, sent, "report.sent", told)
    act.touched(*judging.OF_A_REPORT)
    act.details["report"] = str(sent.pk)
    return link


def _end_of(day: date) -> datetime:
    return datetime.combine(day + timedelta(days=1), time(), tzinfo=UTC)
