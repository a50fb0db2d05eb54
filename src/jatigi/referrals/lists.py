"""Referrals received and sent, in order of danger and deadline."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from django.db.models import Case, IntegerField, Q, Value, When

from jatigi.cases.codes import URGENCY_LEVEL, Urgency
from jatigi.directory.models import Service
from jatigi.kernel import clock, reading
from jatigi.kernel.access import Access
from jatigi.kernel.pages import Page, keyset
from jatigi.people import identity
from jatigi.people.models import Person
from jatigi.referrals.codes import TONES
from jatigi.referrals.models import Referral, State

UNDER_WAY = (State.WAITLISTED, State.ACCEPTED, State.IN_SERVICE, State.NOT_REACHED, State.NO_SHOW)
OVER = (
    State.DECLINED, State.REDIRECTED, State.PERSON_DECLINED, State.COMPLETED, State.TRANSFERRED,
    State.RECALLED, State.WITHDRAWN,
)  # fmt: skip
TO_CONFIRM = Q(erasure_asked_at__isnull=False, erasure_confirmed_at=None)

INBOX: dict[str, Q] = {
    "answer": Q(state__in=Referral.UNANSWERED) | TO_CONFIRM,
    "under_way": Q(state__in=UNDER_WAY) & ~TO_CONFIRM,
    "over": Q(state__in=(*OVER, State.EXPIRED)) & ~TO_CONFIRM,
}
OUTBOX: dict[str, Q] = {
    "waiting": Q(state__in=(*Referral.UNANSWERED, State.EXPIRED)),
    "under_way": Q(state__in=UNDER_WAY),
    "over": Q(state__in=OVER),
    "drafts": Q(state=State.DRAFT),
}
"""Part of a box → which referrals are in it."""


@dataclass(frozen=True, slots=True)
class Line:
    """A referral as a list shows it. `person`: code and name on the sender's side, None on the receiver's."""

    referral: Referral
    service: Service | None
    level: int
    tone: str
    late: bool
    person: tuple[str, str] | None = None

    @property
    def to_confirm(self) -> bool:
        return self.referral.erasure_asked_at is not None and self.referral.erasure_confirmed_at is None


def received(access: Access, part: str, *, need: str = "", urgency: str = "", after: str = "") -> Page[Line]:
    """A page of the inbox, without anything about a person."""
    rows = Referral.objects.visible_to(access).filter(INBOX[part], recipient_id=access.organisation)
    page = _page(_filtered(rows, need, urgency), part, after)
    return Page(lines(access, page.rows), page.next)


def sent(
    access: Access, part: str, *, need: str = "", urgency: str = "", mine: bool = False, after: str = ""
) -> Page[Line]:
    """A page of the outbox with whom each referral is about; that it was looked at is journalled."""
    rows = Referral.objects.visible_to(access).filter(OUTBOX[part], organisation=access.organisation)
    if mine:
        rows = rows.filter(sent_by_id=access.account)
    page = _page(_filtered(rows, need, urgency), part, after)
    return Page(lines(access, page.rows, people=_people(access, page.rows)), page.next)


def to_answer(access: Access) -> int:
    """How many wait for this desk."""
    rows = Referral.objects.visible_to(access).filter(INBOX["answer"], recipient_id=access.organisation)
    return int(rows.count())


def lines(
    access: Access, referrals: Iterable[Referral], people: dict[UUID, tuple[str, str]] | None = None
) -> list[Line]:
    """The referrals with their services; one query for all."""
    listed, now = list(referrals), clock.now()
    wanted = {referral.service_id for referral in listed}
    services = Service.objects.visible_to(access).in_bulk(list(wanted)) if wanted else {}
    return [
        Line(
            referral=referral,
            service=services.get(referral.service_id),
            level=URGENCY_LEVEL[referral.urgency],
            tone=TONES[referral.state],
            late=is_late(referral, now),
            person=(people or {}).get(referral.person_id) if referral.person_id else None,
        )
        for referral in listed
    ]


def is_late(referral: Referral, now: datetime) -> bool:
    """Whether the answer is overdue."""
    return referral.state in Referral.UNANSWERED and referral.respond_by < now


def _filtered(rows: Any, need: str, urgency: str) -> Any:
    wanted = {name: value for name, value in (("need", need), ("urgency", urgency)) if value}
    return rows.filter(**wanted).select_related("organisation", "recipient", "sent_by")


def _page(rows: Any, part: str, after: str) -> Page[Referral]:
    if part in ("over", "drafts"):
        return keyset(rows, ("-sent_at",), after)
    return keyset(rows.annotate(danger=_danger()), ("danger", "respond_by"), after)


def _danger() -> Case:
    """0 a life at risk and no answer, 1 overdue, 2 no answer yet; then what is under way by urgency."""
    waiting = Q(state__in=(*Referral.UNANSWERED, State.EXPIRED))
    ranks = (
        waiting & Q(urgency=Urgency.IMMEDIATE),
        waiting & Q(respond_by__lt=clock.now()),
        waiting,
        Q(urgency=Urgency.IMMEDIATE),
        Q(urgency=Urgency.HIGH),
        Q(urgency=Urgency.MEDIUM),
    )
    cases = [When(condition, then=Value(rank)) for rank, condition in enumerate(ranks)]
    return Case(*cases, default=Value(len(ranks)), output_field=IntegerField())


def _people(access: Access, referrals: Iterable[Referral]) -> dict[UUID, tuple[str, str]]:
    """Code and name by person, in three queries; seeing the list is one event of the journal."""
    wanted = {referral.person_id for referral in referrals if referral.person_id}
    persons = Person.objects.visible_to(access).in_bulk(list(wanted)) if wanted else {}
    known = identity.of(access, list(persons)) if persons else {}
    reading.saw_list(access, Person, list(persons), what="outbox")
    return {
        pk: (person.code, "" if person.erased_at else identity.display_name(known.get(pk)))
        for pk, person in persons.items()
    }
