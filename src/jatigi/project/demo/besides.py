"""What the story does not tell as events: a service without accounts that is asked, and a complaint.

A dispensary that has nobody here is asked by the house of the story: one request waits for an answer through its link, one
was put on the waiting list by telephone. Somebody who was served elsewhere says that money was asked for it.
"""

from collections.abc import Iterable
from dataclasses import replace
from datetime import timedelta
from uuid import NAMESPACE_URL, UUID, uuid5

from jatigi.agencies import who
from jatigi.agencies.models import Account
from jatigi.cases.models import Case
from jatigi.directory.hsds.actions import import_hsds
from jatigi.directory.models import Service
from jatigi.kernel import clock
from jatigi.kernel.access import Access, Purpose
from jatigi.people.codes import AgeGroup
from jatigi.people.models import Person
from jatigi.project.demo.institutions import NOTICE_FR
from jatigi.protection import actions as protection
from jatigi.protection.agreements import actions as sharing
from jatigi.protection.codes import BEYOND, Category
from jatigi.referrals import actions as referrals
from jatigi.referrals.following import actions as following
from jatigi.referrals.following.models import Kind
from jatigi.referrals.guests import actions as guests
from jatigi.referrals.models import Referral

HOUSE, NODE = "mdm-gao", "dgme"
"""The house that asks, and the one that runs the node and coordinates."""
NAME = "Dispensaire de quartier"
SHARED = ("name", "age", "needs")
CARRIED = ("code", "names", "age")


def tell() -> None:
    """Done once, at the end of the story, as the members of the house would. Nothing where the house has no open case."""
    worker, boss = _member("case_worker.1"), _member("organisation_administrator.1")
    cases = list(_cases(worker))[:2]
    if len(cases) < 2:
        return
    service = _dispensary()
    _agree(boss, service.organisation_id)
    waiting, listed = (_send(worker, case, service) for case in cases)
    guests.invite(worker, waiting)
    guests.answer_by_phone(
        worker, listed, said="waitlist", who="Accueil du dispensaire", note="rappeler lundi", position=1
    )
    _complain(worker)


def _dispensary() -> Service:
    """Taken over from its own list by a coordinator: nobody works here for it."""
    house, service = _id("organization"), _id("service")
    hours = {
        "id": _id("schedule"),
        "freq": "WEEKLY",
        "byday": "MO,TU,WE,TH,FR",
        "opens_at": "08:00",
        "closes_at": "13:00",
    }
    import_hsds(
        _member("coordinator.1", NODE).for_purpose(Purpose.ADMINISTRATION),
        need="health",
        document={
            "id": house, "name": NAME, "description": f"{NOTICE_FR}.",
            "services": [
                {
                    "id": service, "organization_id": house, "name": "Consultations et soins", "status": "active",
                    "description": f"{NOTICE_FR}.", "schedules": [hours],
                    "phones": [{"id": _id("phone"), "number": "+223 21 00 00 44"}],
                }
            ],
        },
    )  # fmt: skip
    return Service.objects.visible_to(_member("case_worker.1")).get(public_id=service)


def _id(what: str) -> str:
    return str(uuid5(NAMESPACE_URL, f"jatigi demonstration dispensary {what}"))


def _agree(boss: Access, house: UUID) -> None:
    """The house writes down what both signed on paper."""
    today, sides = clock.today(), (_house_of(boss), house)
    made = sharing.draft(
        boss, title="Soins au dispensaire", paper=f"Classeur des accords. {NOTICE_FR}.",
        parties=[{"organisation": pk, "gives": True, "takes": True} for pk in sides],
        purposes=[str(one) for one in BEYOND], categories=list(Category.values), from_on=today,
        until=today + timedelta(days=300),
    )  # fmt: skip
    for pk in sides:
        made = sharing.sign(
            replace(boss, stepped_up_at=clock.now()), made, organisation=pk, signatory="Signature inventée",
            function="direction", signed_on=today,
        )  # fmt: skip


def _cases(worker: Access) -> Iterable[Case]:
    grown = Person.objects.visible_to(worker).filter(age_group=AgeGroup.ADULT, erased_at=None)
    known = set(grown.values_list("pk", flat=True))
    rows = Case.objects.visible_to(worker).filter(state="open", organisation=worker.organisation)
    return (case for case in rows.order_by("-opened_at")[:200] if case.person_id in known)


def _send(worker: Access, case: Case, service: Service) -> Referral:
    protection.record_basis(
        worker.for_purpose(Purpose.CASE_MANAGEMENT), subject=case.person_id, kind="consent",
        purposes=[Purpose.REFERRAL], categories=list(SHARED), recipient=service.organisation_id,
        witness="Une collègue", language="fr",
    )  # fmt: skip
    return referrals.send(
        worker, service=service.pk, urgency="high", person=case.person_id, case=case.pk, fields=list(CARRIED),
        message="Consultation demandée.",
    )  # fmt: skip


def _complain(worker: Access) -> None:
    """Money was asked for what is free: it goes to focal points who have nothing to do with the service concerned."""
    served = Referral.objects.visible_to(worker).filter(organisation=worker.organisation, state="completed")
    referral = served.order_by("-sent_at").first()
    if referral is None:
        return
    node = replace(_member("node_administrator.1", NODE), stepped_up_at=clock.now())
    following.designate(node, organisation=_house_of(_member("complaints.1")))
    following.note_feedback(
        worker, referral, received="yes", respect="no", cost="asked", worse=[Kind.MONEY.value],
        words_of_complaint="On m’a demandé 2 000 francs pour un soin gratuit.",
    )  # fmt: skip


def _member(name: str, house: str = HOUSE) -> Access:
    """The access of somebody of the story: "case_worker.1"."""
    account = Account.objects.get(username=f"{house}.{name}")
    return who.access_as(who.memberships(account)[0]).for_purpose(Purpose.REFERRAL)


def _house_of(access: Access) -> UUID:
    if access.organisation is None:
        raise LookupError
    return access.organisation
