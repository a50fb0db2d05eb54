"""Who sits in a body, who speaks there for an organisation, who knows whom."""

from uuid import UUID

from django.db.models import Exists, OuterRef, Q

from jatigi.coordination import rules
from jatigi.coordination.bodies.models import Body, BodyContact, BodyMember, CalendarFeed, Office, WorkLine
from jatigi.kernel import clock
from jatigi.kernel.access import Access, service_access
from jatigi.kernel.querysets import NOTHING, ProtectedQuerySet, visible

KNOWING = service_access("coordination.bodies", ["coordination.Body", "coordination.CalendarFeed"])
"""Who keeps the body that a row belongs to never depends on who asks; and whose a secret address is."""


@visible(BodyContact)
def contacts(access: Access) -> Q:
    """Professional addresses, for those who work together: the members of the body and its secretariat."""
    if not rules.may_see(access):
        return NOTHING
    kept = Body.objects.visible_to(access).filter(
        Q(organisation_id=access.organisation), pk=OuterRef("body_id")
    )
    return rules.sits_in(access.organisation) | Q(Exists(kept))


@visible(WorkLine)
def work(access: Access) -> Q:
    """As the events of the body: of a closed one only for whoever sits in it."""
    if not rules.may_see(access):
        return NOTHING
    open_ones = Body.objects.visible_to(access).filter(pk=OuterRef("body_id"), closed=False)
    return Q(Exists(open_ones)) | Q(organisation_id=access.organisation) | rules.sits_in(access.organisation)


@visible(CalendarFeed)
def feeds(access: Access) -> Q:
    """One's own."""
    if access.account is None:
        return NOTHING
    return Q(account_id=access.account, organisation_id=access.organisation)


def keeps(access: Access, body: Body) -> bool:
    """The secretariat of the body."""
    return rules.keeps(access, body)


def keeps_seat(access: Access, seat: BodyMember) -> bool:
    """The secretariat of the body in which somebody sits."""
    return rules.keeps(access, body_of(seat.body_id))


def keeps_work(access: Access, line: WorkLine) -> bool:
    return rules.keeps(access, body_of(line.body_id))


def body_of(pk: UUID) -> Body:
    """The body that a row belongs to, whoever asks."""
    return Body.objects.visible_to(KNOWING).get(pk=pk)


def is_member(access: Access, body: Body) -> bool:
    """Whether the organisation of who asks sits in the body today, or keeps it."""
    return access.organisation is not None and (
        body.organisation_id == access.organisation
        or seats(body).filter(organisation_id=access.organisation).exists()
    )


def takes_part(access: Access, body: Body) -> bool:
    """A member that is more than an observer, through somebody who speaks for it."""
    if not access.has(*rules.REPORTERS):
        return False
    mine = seats(body).filter(Q(organisation_id=access.organisation)).exclude(office=Office.OBSERVER)
    return rules.keeps(access, body) or (access.organisation is not None and mine.exists())


def may_name(access: Access, body: Body) -> bool:
    """Say who stands for an organisation in the body: its secretariat for all, each member for itself."""
    return rules.keeps(access, body) or (access.has(*rules.REPORTERS) and is_member(access, body))


def may_subscribe(access: Access, body: Body) -> bool:
    """Whoever works on the node may have the calendar of what they see."""
    return rules.may_see(access)


def seats(body: Body) -> ProtectedQuerySet[BodyMember]:
    """Those who sit in the body today, whoever asks."""
    today = clock.today()
    rows = BodyMember.objects.visible_to(rules.KNOWING).filter(body=body, from_on__lte=today)
    return rows.filter(Q(until=None) | Q(until__gte=today))


def called(words: str) -> Q:
    """Bodies by a part of their name or acronym."""
    return Q(name__icontains=words) | Q(acronym__icontains=words) | Q(code__iexact=words)
