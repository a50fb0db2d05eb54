"""The receiver proposed another service, or nobody answered: the sender asks the person and sends it on at once."""

from collections.abc import Sequence
from typing import Any
from uuid import UUID

from django.utils.translation import gettext_lazy as _

from jatigi.cases.models import Case
from jatigi.kernel.access import Purpose
from jatigi.kernel.actions import Act, action
from jatigi.kernel.errors import Conflict, Invalid
from jatigi.protection.actions import record_basis
from jatigi.protection.drafts import Guardian
from jatigi.referrals import rules, sending
from jatigi.referrals.models import Referral
from jatigi.referrals.outgoing.actions import begun, described, dispatch, find_person


@action("referral.send_on", Referral, allow=rules.may_try_again, purpose=Purpose.REFERRAL)
def send_on(
    act: Act,
    referral: Referral,
    *,
    service: UUID,
    urgency: str,
    fields: Sequence[str] = (),
    message: str = "",
    chosen_by: str = "",
    proposed: Sequence[UUID] = (),
    kind: str = "",
    language: str = "fr",
    form: str = "verbal",
    witness: str = "",
    guardian: Guardian | None = None,
) -> Referral:
    """The same request to another service, with the person's answer to sharing it there; both or neither.

    kind: on what the person agreed just now ("consent", "assent"); "" where they had agreed before. Nothing was
    passed on by the first receiver. Raises `Conflict` where it was sent on already, `Invalid` by field.
    """
    if (
        Referral.objects.visible_to(act.access)
        .filter(redirected_from=referral)
        .exclude(state="draft")
        .exists()
    ):
        raise Conflict(_("This was sent on already."), code="sent_on")
    asked = sending.service_for(act.access, service)
    case = _open_case(act, referral.case_id)
    whom = find_person(act, referral.person_id, case)
    if whom is None:
        raise Invalid(person=_("This person is not open to you."))
    if kind:
        record_basis.within(
            act, subject=whom.pk, kind=kind, purposes=[Purpose.REFERRAL.value], recipient=asked.organisation_id,
            categories=sorted(sending.categories_of(fields)), language=language, form=form, witness=witness,
            guardian=guardian,
        )  # fmt: skip
    following = begun(act, asked, whom, case, referral.pk)
    described(act, following, urgency, referral.kind, referral.return_on, proposed, chosen_by)
    dispatch(act, following, asked, whom, fields, message)
    act.details["sent"] = str(following.pk)
    return following


def _open_case(act: Act, pk: UUID | None) -> UUID | None:
    rows: Any = Case.objects.visible_to(act.access).filter(state__in=("open", "closing"))
    found: UUID | None = rows.filter(pk=pk).values_list("pk", flat=True).first() if pk else None
    return found
