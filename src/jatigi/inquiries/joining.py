"""Questions about a person, and the records of a house that a question met, follow when records are joined."""

from collections.abc import Collection, Iterable
from uuid import UUID

from django.utils.translation import gettext as _

from jatigi.inquiries.codes import State
from jatigi.inquiries.models import Hit, Inquiry, Reply
from jatigi.inquiries.rules import WORK
from jatigi.kernel.moving import Follows, follows


def _question(inquiry: Inquiry) -> str:
    return _("Question %(code)s to other organisations") % {"code": inquiry.code}


def _asked_of_us(hit: Hit) -> str:
    code = Inquiry.objects.visible_to(WORK).values_list("code", flat=True).get(pk=hit.inquiry_id)
    return _("Question %(code)s of another organisation") % {"code": code}


def _of_an_agreement(inquiry: Inquiry) -> tuple[UUID]:
    return (inquiry.basis_id,)


def _of_an_answer(hit: Hit) -> Iterable[UUID]:
    return list(Reply.objects.visible_to(WORK).filter(hit=hit).values_list("basis_id", flat=True))


def _asked_twice(first: UUID, second: UUID) -> Collection[UUID]:
    """One question about a person is open at a time; the other one goes no further, and ends by its date."""
    still = Inquiry.objects.visible_to(WORK).filter(state=State.OPEN)
    if not still.filter(person_id=first).exists():
        return ()
    return set(still.filter(person_id=second).values_list("pk", flat=True))


follows(Follows("inquiries.Inquiry", "person", _question, _of_an_agreement, stays=_asked_twice))
follows(Follows("inquiries.Hit", "person", _asked_of_us, _of_an_answer, hanging={"inquiries.Reply": "hit"}))
