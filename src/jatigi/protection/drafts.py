"""A lawful basis as it is about to be recorded: the one place where it is checked, one at a time or in an import.

Nothing here writes.
"""

from collections.abc import Collection
from datetime import date, timedelta
from typing import TYPE_CHECKING
from uuid import UUID

from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from typing_extensions import TypedDict

from jatigi.agencies.models import Organisation
from jatigi.kernel import clock
from jatigi.kernel.actions import Act
from jatigi.kernel.errors import Invalid, Refused
from jatigi.kernel.hooks import Subject
from jatigi.kernel.text import NAME_LENGTH, NOTE_LENGTH, clean
from jatigi.protection import bases, signatures
from jatigi.protection.codes import (
    ASKED_FOR,
    LANGUAGES,
    LONGEST,
    RECORDING_LASTS,
    SECOND_LOOK_WITHIN,
    SHARING_LASTS,
    URGENT,
    BasisKind,
    Category,
    Form,
)
from jatigi.protection.models import LawfulBasis

if TYPE_CHECKING:
    from jatigi.kernel.hooks import Text


class Guardian(TypedDict, total=False):
    """Who answers for a child. `role`: "guardian" or "authority"; `name`; `relation`: mother, uncle, judge…"""

    role: str
    name: str
    relation: str


def basis(
    act: Act,
    person: Subject,
    *,
    kind: str,
    purposes: list[str],
    categories: list[str],
    agreed: bool = True,
    recipient: UUID | None = None,
    until: date | None = None,
    language: str = "fr",
    form: str = Form.VERBAL,
    reason: str = "",
    witness: str = "",
    guardian: Guardian | None = None,
    signature: str = "",
) -> LawfulBasis:
    """On which basis data is held (`recipient` None) or shared, or that the person refused.

    Raises `Invalid` by field: a child's consent alone, an urgent basis without reason, an unknown code,
    a day outside the term of the kind.
    """
    _check_codes(kind, purposes, categories, language, form)
    _check_kind(person, kind, agreed, guardian)
    return LawfulBasis(
        organisation_id=person.organisation,
        key_id=person.key_id,
        subject_id=person.id,
        kind=kind,
        agreed=agreed,
        purposes=_in_order(purposes, ASKED_FOR),
        categories=_in_order(categories, Category.values),
        recipient=_recipient(person, recipient),
        from_at=min(act.at, clock.now()),
        until=_until(act, kind, recipient, until),
        explained_by_id=author(act),
        language=language,
        form="" if kind in URGENT else form,
        second_look_due=act.at + SECOND_LOOK_WITHIN if kind in URGENT else None,
        reason=clean(reason, "reason", limit=NOTE_LENGTH, needed=kind in URGENT, lines=True),
        witness=clean(witness, "witness", limit=NAME_LENGTH),
        guardian=_guardian(guardian, needed=kind == BasisKind.ASSENT and agreed),
        signature=signatures.from_data_url(signature),
    )


def author(act: Act) -> UUID:
    """Who explained, or looked again: a person, never a program."""
    if act.account is None:
        raise Refused(code="no_account")
    return act.account


def _check_codes(
    kind: str, purposes: Collection[str], categories: Collection[str], language: str, form: str
) -> None:
    wrong: dict[str, Text] = {}
    if kind not in BasisKind.values:
        wrong["kind"] = _("Choose one of the listed answers.")
    if not purposes or not set(purposes) <= set(ASKED_FOR):
        wrong["purposes"] = _("Choose at least one purpose from the list.")
    if not categories or not set(categories) <= set(Category.values):
        wrong["categories"] = _("Choose at least one kind of information from the list.")
    if language not in dict(LANGUAGES):
        wrong["language"] = _("Choose one of the listed answers.")
    if form not in Form.values:
        wrong["form"] = _("Choose one of the listed answers.")
    if wrong:
        raise Invalid(wrong)


def _check_kind(person: Subject, kind: str, agreed: bool, guardian: Guardian | None) -> None:
    if kind == BasisKind.CONSENT and person.minor:
        raise Invalid(
            kind=_(
                "A child cannot consent alone. Record the child's assent with the guardian or the authority, "
                "or vital interest if the child is in danger."
            )
        )
    if kind == BasisKind.ASSENT and agreed and not guardian:
        raise Invalid(guardian_name=_("Name the guardian or the authority who agrees with the child."))
    if kind in URGENT and not agreed:
        raise Invalid(kind=_("A refusal is recorded as an answer of the person: choose consent or assent."))


def _guardian(guardian: Guardian | None, *, needed: bool) -> Guardian | None:
    if not guardian and not needed:
        return None
    given = guardian or {}
    role = given.get("role", "guardian")
    if role not in ("guardian", "authority"):
        raise Invalid(guardian_role=_("Choose one of the listed answers."))
    return Guardian(
        role=role,
        name=clean(given.get("name", ""), "guardian_name", limit=NAME_LENGTH, needed=needed),
        relation=clean(given.get("relation", ""), "guardian_relation", limit=NAME_LENGTH),
    )


def _recipient(person: Subject, recipient: UUID | None) -> Organisation | None:
    if recipient is None:
        return None
    found = Organisation.objects.filter(pk=recipient, active=True).first()
    if found is None or found.pk == person.organisation:
        raise Invalid(recipient=_("Choose another organisation from the list."))
    return found


def _until(act: Act, kind: str, recipient: UUID | None, until: date | None) -> date:
    """The last day: by rule of the kind, or the chosen one. Raises `Invalid` outside the term."""
    start = bases.day_of(act.at)
    term = (SHARING_LASTS if recipient else RECORDING_LASTS)[BasisKind(kind)]
    if until is None:
        return start + term
    longest = term if kind in URGENT else LONGEST
    if not start <= until <= start + longest:
        raise Invalid(until=_too_long(longest))
    return until


def _too_long(longest: timedelta) -> str:
    return gettext("Choose a day from today on, at most %(days)d days ahead.") % {"days": longest.days}


def _in_order(given: Collection[str], order: Collection[str]) -> list[str]:
    return [str(code) for code in order if code in set(given)]
