"""Who asks, who decides about an answer, and what each of them never sees.

The asking side sees its questions and the replies that people allowed; never a likely record, nor that there is one.
The side that holds a likely record sees the question (why, and who asks) with its own record, and nothing of the
record of those who ask.
"""

from collections.abc import Collection

from django.db.models import Exists, OuterRef, Q
from django.utils.translation import gettext as _

from jatigi.inquiries.models import Hit, Inquiry, Reply
from jatigi.kernel.access import Access, Purpose, Role, service_access
from jatigi.kernel.querysets import NOTHING, visible
from jatigi.protection.agreements import covering
from jatigi.protection.codes import ELSEWHERE, Category

ASKERS = frozenset({Role.RECEPTION, Role.CASE_WORKER, Role.SUPERVISOR, Role.FAMILY_LINKS})
"""Who works with the person and explains the question to them."""
HOLDERS = frozenset({Role.CASE_WORKER, Role.SUPERVISOR})
"""Who decides with the person, where a likely record is held."""
OVERSEERS = frozenset({Role.SUPERVISOR, Role.DATA_OFFICER})
"""Who is shown all questions of the house, and told when they look like trawling."""
PURPOSES = frozenset(
    {Purpose.RECEPTION, Purpose.CASE_MANAGEMENT, Purpose.REFERRAL, Purpose.FAMILY_LINKS, Purpose.OVERSIGHT}
)

MATCHING = "inquiries.matching"
SCOPE = (
    "inquiries.Inquiry", "inquiries.Hit", "inquiries.Reply", "people.Person", "people.Identity", "cases.Case",
)  # fmt: skip
WORK = service_access(MATCHING, SCOPE, Purpose.RECEPTION)
"""Goes through all organisations alike, and ends what is over."""


@visible(Inquiry)
def inquiries(access: Access) -> Q:
    """Those of the house; those that met a record of the house, for whoever decides about it."""
    return _asked(access) | Q(Exists(Hit.objects.visible_to(access).filter(inquiry_id=OuterRef("pk"))))


@visible(Hit)
def hits(access: Access) -> Q:
    """The supervisor's are all, a case worker's those of their own people and of nobody's."""
    if access.organisation is None or access.purpose not in PURPOSES or not access.has(*HOLDERS):
        return NOTHING
    own = Q(organisation_id=access.organisation)
    if access.has(Role.SUPERVISOR):
        return own
    return own & (Q(case_worker_id=access.account) | Q(case_worker=None))


@visible(Reply)
def replies(access: Access) -> Q:
    """Whoever asked, in whose name; whoever answered."""
    if access.organisation is None or access.purpose not in PURPOSES:
        return NOTHING
    theirs = Q(Exists(Hit.objects.visible_to(access).filter(pk=OuterRef("hit_id"))))
    if not access.has(*ASKERS):
        return theirs
    mine = Inquiry.objects.visible_to(access).filter(
        organisation_id=access.organisation, pk=OuterRef("inquiry_id")
    )
    return theirs | Q(Exists(mine))


def _asked(access: Access) -> Q:
    if access.organisation is None or access.purpose not in PURPOSES:
        return NOTHING
    return Q(organisation_id=access.organisation) if access.has(*ASKERS, *OVERSEERS) else NOTHING


def may_ask(access: Access) -> bool:
    return access.organisation is not None and access.account is not None and access.has(*ASKERS)


def may_decide(access: Access, hit: Hit) -> bool:
    return access.has(*HOLDERS) and hit.organisation_id == access.organisation


def may_match(access: Access, _inquiry: Inquiry) -> bool:
    return access.service == MATCHING


def may_find(access: Access) -> bool:
    return access.service == MATCHING


TOLD = (Category.NAME.value, Category.CONTACT.value)
"""What an answer gives to the organisation that asked; a question gives nothing."""


def unarranged(hit: Hit, inquiry: Inquiry) -> frozenset[str]:
    """The categories of an answer that no agreement between the two organisations covers."""
    return covering.missing(hit.organisation_id, inquiry.organisation_id, categories=TOLD, purpose=ELSEWHERE)


def not_arranged(categories: Collection[str]) -> str:
    """Which agreement is missing, and who mends it."""
    names = ", ".join(str(Category(name).label) for name in sorted(categories))
    return _(
        "No agreement between your organisation and this one covers an answer to its question: %(names)s. "
        "Ask your supervisor to arrange one under “Agreements between organisations”."
    ) % {"names": names}
