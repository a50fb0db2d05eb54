"""What to try next where a service did not help."""

from uuid import UUID

from jatigi.cases.models import Case
from jatigi.directory import places
from jatigi.directory.models import Service
from jatigi.kernel.access import Access
from jatigi.people.models import Person
from jatigi.referrals import rules
from jatigi.referrals.models import Referral, State
from jatigi.referrals.suggesting import Suggestions, suggest, whom


def after(access: Access, referral: Referral) -> Suggestions:
    """For the person of a referral of our own, without the services that were asked for this need before."""
    person = (
        Person.objects.visible_to(access).filter(pk=referral.person_id).first()
        if referral.person_id
        else None
    )
    case = Case.objects.visible_to(access).filter(pk=referral.case_id).first() if referral.case_id else None
    site = (case and case.site_id) or (person and person.site_id)
    return suggest(
        access,
        referral.need,
        whom.of(person, case) if person and not person.erased_at else whom.Seeker(),
        places.near(access, site),
        without=referral.organisation_id,
        asked=asked_before(access, referral.person_id, referral.need) | {referral.service_id},
        urgent=referral.urgency == "immediate",
    )


def asked_before(access: Access, person: UUID | None, need: str) -> set[UUID]:
    """The services that were asked for this person and this need and did not help."""
    if person is None:
        return set()
    rows = Referral.objects.visible_to(access).filter(person_id=person, need=need)
    failed = rows.filter(state__in=(State.DECLINED, State.REDIRECTED, State.EXPIRED, *Referral.UNANSWERED))
    return set(failed.order_by("-sent_at").values_list("service_id", flat=True)[:50])


def proposed(referral: Referral) -> Service | None:
    """The first one, asked by scheduled work; None where nothing fits."""
    found = after(rules.LOOKING, referral).proposed
    return found[0].service if found else None
