"""What the room says where somebody leaves an organisation."""

from collections.abc import Iterator
from uuid import UUID

from django.urls import reverse
from django.utils.translation import ngettext

from jatigi.coordination.handover import actions as _actions  # noqa: F401 — registers it
from jatigi.coordination.handover import parts, rules
from jatigi.kernel import hooks
from jatigi.kernel.access import Access


@hooks.holds
def open_things(access: Access, organisation: UUID, account: UUID) -> Iterator[hooks.Blocker]:
    """How much of the coordination is open and personally theirs, with the page on which it is handed over."""
    if organisation != access.organisation or not rules.may_hand_over_of(access, account):
        return
    number = parts.count(access, organisation, account)
    if number:
        sentence = ngettext(
            "%(n)d report, seat or due date is personally theirs.",
            "%(n)d reports, seats or due dates are personally theirs.",
            number,
        ) % {"n": number}
        yield hooks.Blocker(sentence, f"{reverse('coordination:handover')}?member={account}")
