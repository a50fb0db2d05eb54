"""The ledger of one person as people read it: what stands, what ended and why, who looked again."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.utils.translation import gettext as _

from jatigi.kernel import clock
from jatigi.kernel.access import Access
from jatigi.protection import bases
from jatigi.protection.codes import Category
from jatigi.protection.models import LawfulBasis, SecondLook, Withdrawal

LIVE, REFUSED, WITHDRAWN, OVER = "live", "refused", "withdrawn", "over"


@dataclass(frozen=True, slots=True)
class Entry:
    """A basis with what became of it."""

    basis: LawfulBasis
    withdrawal: Withdrawal | None
    look: SecondLook | None

    @property
    def state(self) -> str:
        if not self.basis.agreed:
            return REFUSED
        if self.withdrawal is not None:
            return WITHDRAWN
        return LIVE if self.basis.until >= bases.today() else OVER

    @property
    def live(self) -> bool:
        return self.state == LIVE

    @property
    def awaits_look(self) -> bool:
        return self.basis.second_look_due is not None and self.look is None

    @property
    def overdue(self) -> bool:
        due = self.basis.second_look_due
        return self.awaits_look and due is not None and due < clock.now()

    @property
    def title(self) -> str:
        return title(self.basis)

    @property
    def categories(self) -> str:
        return named(self.basis.categories)

    @property
    def tone(self) -> str:
        if self.overdue:
            return "danger"
        if self.awaits_look:
            return "warning"
        return {LIVE: "success", REFUSED: "danger"}.get(self.state, "neutral")


def entries(access: Access, subject: UUID) -> list[Entry]:
    """Every row about a person, newest first; three queries however many there are."""
    rows = LawfulBasis.objects.visible_to(access).filter(subject_id=subject)
    return with_endings(
        access, rows.select_related("recipient", "explained_by").order_by("-from_at", "-entered_at")
    )


def with_endings(access: Access, rows: Iterable[LawfulBasis]) -> list[Entry]:
    """The same rows with their withdrawals and second looks."""
    listed = list(rows)
    ids = [row.pk for row in listed]
    ended = Withdrawal.objects.visible_to(access).filter(basis_id__in=ids)
    looked = SecondLook.objects.visible_to(access).filter(basis_id__in=ids).select_related("looked_by")
    withdrawals = {row.basis_id: row for row in ended}
    looks = {row.basis_id: row for row in looked}
    return [Entry(row, withdrawals.get(row.pk), looks.get(row.pk)) for row in listed]


def title(basis: LawfulBasis) -> str:
    """What a basis is about, in a few words."""
    if basis.to_nobody:
        return _("Shared with nobody")
    if basis.elsewhere:
        return _("Other organisations may be asked")
    if basis.recipient is None:
        return _("Written down here") if basis.agreed else _("Not to be written down")
    words = (
        _("Shared with: %(organisation)s") if basis.agreed else _("Not to be shared with: %(organisation)s")
    )
    return words % {"organisation": basis.recipient.full}


def named(categories: Iterable[str]) -> str:
    """The categories as one line of words."""
    wanted = set(categories)
    return ", ".join(str(category.label) for category in Category if category in wanted)


def summary(access: Access, subject: UUID) -> list[tuple[str, str]]:
    """(words, tone) of what counts now, for the head of a person's page: live bases and the last refusals."""
    shown = [entry for entry in entries(access, subject) if entry.state in (LIVE, REFUSED)]
    return [(entry.title, entry.tone) for entry in _without_older(shown)]


def _without_older(shown: list[Entry]) -> list[Entry]:
    """One line for each thing that was asked: the newest answer."""
    seen: set[tuple[UUID | None, bool, bool]] = set()
    kept = []
    for entry in shown:
        about = (entry.basis.recipient_id, entry.basis.to_nobody, entry.basis.elsewhere)
        if about not in seen:
            seen.add(about)
            kept.append(entry)
    return kept


def moments(access: Access, subject: UUID) -> list[tuple[datetime, Entry, str]]:
    """What happened when: (moment, entry, "recorded" | "withdrawn" | "looked")."""
    found: list[tuple[datetime, Entry, str]] = []
    for entry in entries(access, subject):
        found.append((entry.basis.from_at, entry, "recorded"))
        if entry.withdrawal:
            found.append((entry.withdrawal.at, entry, "withdrawn"))
        if entry.look:
            found.append((entry.look.looked_at, entry, "looked"))
    return found
