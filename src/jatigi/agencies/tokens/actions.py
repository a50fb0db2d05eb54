"""Tokens are made, used and revoked."""

import secrets
from datetime import timedelta
from uuid import UUID

from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from jatigi.agencies import rules, who
from jatigi.agencies.models import Account, Token
from jatigi.agencies.tokens import PREFIX
from jatigi.kernel import clock
from jatigi.kernel.access import Purpose
from jatigi.kernel.actions import Act, action, creation
from jatigi.kernel.errors import Conflict, Invalid
from jatigi.kernel.hooks import Notice
from jatigi.kernel.text import clean

ADMIN = Purpose.ADMINISTRATION


@creation("token.create", Token, allow=rules.may_create_token, purpose=ADMIN, step_up=True)
def create_token(act: Act, *, purpose: str, label: str, days: int = 90, account: UUID | None = None) -> Token:
    """A token for one's own account (`account` is for the set-up), its text in the attribute `secret` this once.

    It acts with the roles that the account has in the organisation at the time of use.
    """
    if purpose not in Purpose.values:
        raise Invalid(purpose=_("Choose a purpose from the list."))
    if not 1 <= days <= Token.LASTS_AT_MOST.days:
        raise Invalid(days=_("A token lasts from 1 to 365 days."))
    secret = PREFIX + secrets.token_urlsafe(32)
    owner, organisation = _whose(act, account)
    token = Token(
        organisation_id=organisation,
        account_id=owner,
        purpose=purpose,
        label=clean(label, "label", limit=80, needed=True),
        token_hash=who.secret_hash(secret),
        expires_at=clock.now() + timedelta(days=days),
    )
    token.save()
    token.secret = secret  # type: ignore[attr-defined]
    act.touched("purpose", "label", "expires_at")
    act.details["account"] = str(owner)
    return token


@creation("device.issue", Token, allow=rules.may_issue_device, purpose=ADMIN, step_up=True)
def issue_device(act: Act, *, account: UUID, label: str, days: int = 90) -> Token:
    """A token with which a member of the organisation fills in forms on one device, its text in `secret` this once.

    The member is told. Raises `Invalid` for whoever has no role in which forms are filled in on a device.
    """
    member = next((m for m in who.working_for(act.organisation) if m.account_id == account), None)
    if member is None or rules.ON_DEVICES.isdisjoint(member.roles):
        raise Invalid(account=_("Choose a member who welcomes people or works on cases."))
    if not 1 <= days <= Token.LASTS_AT_MOST.days:
        raise Invalid(days=_("A token lasts from 1 to 365 days."))
    secret = PREFIX + secrets.token_urlsafe(32)
    token = Token(
        organisation_id=act.organisation,
        account_id=account,
        purpose=Purpose.CASE_MANAGEMENT,
        label=clean(label, "label", limit=80, needed=True),
        device=True,
        token_hash=who.secret_hash(secret),
        expires_at=clock.now() + timedelta(days=days),
    )
    token.save()
    token.secret = secret  # type: ignore[attr-defined]
    act.touched("label", "expires_at")
    act.details["account"] = str(account)
    text = _("A supervisor let a device fill in forms in your name. Say so at once if you know of none.")
    act.tell(Notice("device.issued", text, reverse("agencies:account"), act.organisation, account=account))
    return token


def _whose(act: Act, account: UUID | None) -> tuple[UUID, UUID]:
    if not act.access.service:
        return who.me(act.access), act.organisation
    members = who.memberships(Account.objects.get(pk=account)) if account else []
    if not members:
        raise Conflict(_("This account belongs to no organisation."))
    return members[0].account_id, members[0].organisation_id


@action("token.revoke", Token, allow=rules.may_revoke_token, purpose=ADMIN)
def revoke_token(act: Act, token: Token) -> None:
    """It opens nothing any more, from now on."""
    token.revoked_at = token.revoked_at or clock.now()
    token.save()
    act.touched("revoked_at")


@creation("token.revoke_all", Token, allow=rules.has_account, purpose=ADMIN, internal=True)
def revoke_all(act: Act) -> None:
    """The owner signed out everywhere or chose a new password: no program acts in their name any more."""
    act.details["tokens"] = end_tokens_of(act.signed())
    act.touched("revoked_at")


def end_tokens_of(account: UUID) -> int:
    """Whatever a program was let do in the name of the account ends; returns how many tokens opened something."""
    tokens = Token.objects.visible_to(who.token_access).filter(account_id=account, revoked_at=None)
    return tokens.update(revoked_at=clock.now())


@action("token.use", Token, allow=rules.may_note_use, purpose=ADMIN, internal=True)
def use_token(act: Act, token: Token) -> None:
    """Note, once a day, that it is in use."""
    token.last_used_at = clock.now()
    token.save()
    act.touched("last_used_at")
