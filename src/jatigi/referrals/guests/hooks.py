"""What the page of a referral says to its sender about answers without an account."""

from collections.abc import Iterator
from typing import Any
from uuid import UUID

from django.utils.translation import gettext_lazy as _

from jatigi.kernel import clock, hooks
from jatigi.kernel.access import Access, Purpose
from jatigi.kernel.hooks import Section
from jatigi.referrals import rules as sides
from jatigi.referrals.guests import rules
from jatigi.referrals.guests.codes import Said
from jatigi.referrals.guests.forms import is_possible
from jatigi.referrals.guests.models import GuestLink
from jatigi.referrals.models import Referral


@hooks.referral_sections
def without_an_account(access: Access, referral: UUID) -> Iterator[Section]:
    """The last link and what became of it; a link, a sheet, an answer by telephone where something can be answered."""
    access = access.for_purpose(Purpose.REFERRAL)
    found = Referral.objects.visible_to(access).filter(pk=referral, organisation=access.organisation).first()
    if found is None or not sides.may_send(access):
        return
    possible = any(is_possible(found, said) for said in Said.values)
    open_still = possible and found.ended_at is None and found.erasure_asked_at is None
    links = GuestLink.objects.visible_to(access).filter(referral=found)
    context: dict[str, Any] = {
        "referral": found,
        "may_invite": open_still and not rules.has_desk(found),
        "may_note": possible,
        "may_print": open_still,
        **_of(links.order_by("-made_at").first()),
    }
    if context["link"] or context["may_note"]:
        yield Section(_("Answer without an account"), "referrals/guests/section.html", context, 40)


def _of(link: GuestLink | None) -> dict[str, Any]:
    if link is None:
        return {"link": None}
    lives = link.is_live(clock.now())
    said, tone = (
        (_("link answered"), "success")
        if link.answered_at
        else (_("link withdrawn"), "neutral")
        if link.withdrawn_at
        else (_("link too old"), "neutral")
        if not lives
        else (_("link opened"), "info")
        if link.opened_at
        else (_("link not opened yet"), "warning")
    )
    return {"link": link, "link_state": said, "link_tone": tone, "link_lives": lives}
