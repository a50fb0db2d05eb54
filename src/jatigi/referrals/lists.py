"""Referrals received and sent, in order of danger and deadline."""

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from django.db.models import Case, IntegerField, Q, Value, When
from django.urls import reverse

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
INBOX: dict[str, tuple[str, ...]] = {
    "answer": Referral.UNANSWERED,
    "under_way": UNDER_WAY,
    "over": (*OVER, State.EXPIRED),
}
"""Part of the inbox → states. What was taken back and must be confirmed waits for an answer, whatever its state."""
SHOWN = (
    "organisation_id", "recipient_id", "key_id", "code", "state", "urgency", "need", "service_id", "person_id", "respond_by",
    "sent_at", "erasure_asked_at", "erasure_confirmed_at",
)  # fmt: skip
"""What a list says of a referral, and what opens it."""
OUTBOX: dict[str, Q] = {
    "waiting": Q(state__in=(*Referral.UNANSWERED, State.EXPIRED)),
    "under_way": Q(state__in=UNDER_WAY),
    "over": Q(state__in=OVER),
    "drafts": Q(state=State.DRAFT),
}
"""Part of the outbox → which referrals are in it."""


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

    @property
    def shown(self) -> "Shown":
        """Everything that the inbox says of it."""
        referral = self.referral
        return Shown(
            url=reverse("referrals:detail", args=[referral.pk]),
            code=referral.code,
            level=self.level,
            need=str(referral.get_need_display()),
            service=str(self.service or ""),
            state=str(referral.get_state_display()),
            tone=self.tone,
            to_confirm=self.to_confirm,
            respond_by=referral.respond_by,
            late=self.late,
            sender=referral.organisation.short,
        )


@dataclass(frozen=True, slots=True)
class Shown:
    """A line of the inbox in words, nothing of it about a person: such a line is drawn once and remembered."""

    url: str
    code: str
    level: int
    need: str
    service: str
    state: str
    tone: str
    to_confirm: bool
    respond_by: datetime
    late: bool
    sender: str


def received(
    access: Access, part: str, back: Collection[UUID], *, need: str = "", urgency: str = "", after: str = ""
) -> Page[Line]:
    """A page of the inbox, without anything about a person. back: see `taken_back`."""
    page = _page(_filtered(_inbox(access, part, back), need, urgency), part, after, "organisation")
    return Page(lines(access, page.rows), page.next)


def sent(
    access: Access, part: str, *, need: str = "", urgency: str = "", mine: bool = False, after: str = ""
) -> Page[Line]:
    """A page of the outbox with whom each referral is about; that it was looked at is journalled."""
    rows = Referral.objects.visible_to(access).filter(OUTBOX[part], organisation=access.organisation)
    if mine:
        rows = rows.filter(sent_by_id=access.account)
    page = _page(_filtered(rows, need, urgency), part, after, "recipient")
    return Page(lines(access, page.rows, people=_people(access, page.rows)), page.next)


def taken_back(access: Access) -> list[UUID]:
    """What was taken back and is to be confirmed. It is asked first: it is little, and the rest is found by its state alone."""
    return list(_of_desk(access).filter(TO_CONFIRM).values_list("pk", flat=True))


def to_answer(access: Access, back: Collection[UUID]) -> int:
    """How many wait for this desk."""
    return int(_inbox(access, "answer", back).count())


def _inbox(access: Access, part: str, back: Collection[UUID]) -> Any:
    rows, of_state = _of_desk(access), Q(state__in=INBOX[part])
    if not back:
        return rows.filter(of_state)
    return rows.filter(of_state | Q(pk__in=back) if part == "answer" else of_state & ~Q(pk__in=back))


def _of_desk(access: Access) -> Any:
    return Referral.objects.visible_to(access).filter(recipient_id=access.organisation)


def lines(
    access: Access, referrals: Iterable[Referral], people: dict[UUID, tuple[str, str]] | None = None
) -> list[Line]:
    """The referrals with their services; one query for all."""
    listed, now = list(referrals), clock.now()
    wanted = {referral.service_id for referral in listed}
    named = Service.objects.visible_to(access).only("title_fr", "title_en")
    services = named.in_bulk(list(wanted)) if wanted else {}
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
    return rows.filter(**wanted)


def _page(rows: Any, part: str, after: str, other: str) -> Page[Referral]:
    """What is put in order is narrow; only the rows of the page are read whole, with the `other` side."""
    if part in ("over", "drafts"):
        page = keyset(rows.values_list("id", "sent_at", named=True), ("-sent_at",), after)
    else:
        ranked = rows.annotate(danger=_danger()).values_list("id", "respond_by", "danger", named=True)
        page = keyset(ranked, ("danger", "respond_by"), after)
    ids = [row.id for row in page.rows]
    whole = rows.select_related(other).only(*SHOWN, *_names(other)).in_bulk(ids) if ids else {}
    return Page([whole[pk] for pk in ids if pk in whole], page.next)


def _names(house: str) -> list[str]:
    return [f"{house}__{name}" for name in ("name_fr", "name_en", "acronym")]


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
