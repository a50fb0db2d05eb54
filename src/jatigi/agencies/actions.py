"""Every change of organisations, offices, members, invitations and lost factors."""

import secrets
from collections.abc import Sequence
from uuid import UUID

from django.conf import settings
from django.db.models import F
from django.utils.translation import gettext_lazy as _

from jatigi.agencies import judging, rules, who
from jatigi.agencies.models import Account, Invitation, Membership, Notification, Office, Organisation
from jatigi.agencies.tokens import actions as tokens
from jatigi.kernel import clock
from jatigi.kernel.access import Purpose, Role
from jatigi.kernel.actions import Act, action, creation
from jatigi.kernel.errors import Conflict, Invalid, NotFound
from jatigi.kernel.models import new_organisation_key
from jatigi.kernel.text import clean, clean_name
from jatigi.places.models import Country, Site

create_token, issue_device, use_token = tokens.create_token, tokens.issue_device, tokens.use_token
revoke_token, revoke_all, end_tokens_of = tokens.revoke_token, tokens.revoke_all, tokens.end_tokens_of

ADMIN = Purpose.ADMINISTRATION


# Organisations


@creation("organisation.create", Organisation, allow=rules.may_create_organisation, purpose=ADMIN)
def create_organisation(
    act: Act,
    *,
    name_fr: str,
    kind: str,
    country: str,
    name_en: str = "",
    acronym: str = "",
    demonstration: bool = False,
) -> Organisation:
    """An organisation with its keys."""
    if kind not in Organisation.Kind.values:
        raise Invalid(kind=_("Choose a kind from the list."))
    if not Country.objects.filter(code=country).exists():
        raise Invalid(country=_("Choose a country from the list."))
    organisation = Organisation(
        name_fr=clean_name(name_fr, "name_fr", needed=True),
        name_en=clean_name(name_en, "name_en"),
        acronym=clean(acronym, "acronym", limit=32),
        kind=kind,
        country_id=country,
        demonstration=demonstration,
    )
    organisation.save()
    new_organisation_key(organisation.pk)
    act.touched("name_fr", "name_en", "acronym", "kind", "country")
    return organisation


@action("organisation.close", Organisation, allow=rules.may_close_organisation, purpose=ADMIN)
def close_organisation(act: Act, organisation: Organisation) -> None:
    """Its members can no longer work for it; its records stay."""
    organisation.active = False
    organisation.save()
    act.touched("active")


@action("organisation.open", Organisation, allow=rules.may_close_organisation, purpose=ADMIN)
def open_organisation(act: Act, organisation: Organisation) -> None:
    """Its members can work for it again."""
    organisation.active = True
    organisation.save()
    act.touched("active")


@creation("office.create", Office, allow=rules.may_administer_own, purpose=ADMIN)
def create_office(act: Act, *, name: str, site: UUID | None = None) -> Office:
    """A part of one's organisation at a place."""
    office = Office(organisation_id=act.organisation, name=clean_name(name, "name", needed=True))
    office.site_id = _own(act, Site, site)
    office.save()
    act.touched("name", "site")
    return office


@action("office.close", Office, allow=rules.may_change_office, purpose=ADMIN)
def close_office(act: Act, office: Office) -> None:
    office.active = False
    office.save()
    act.touched("active")


# Accounts and members


@action("member.add", Organisation, allow=rules.may_make_accounts, purpose=ADMIN, internal=True)
def add_member(
    act: Act, organisation: Organisation, *, account: UUID, roles: Sequence[str], site: UUID | None = None
) -> Membership:
    """Give an account roles in an organisation. Raises `Invalid` for an unknown role, `Conflict` for a member."""
    if set(roles) - set(Role.values) or not roles:
        raise Invalid(roles=_("Choose at least one role from the list."))
    if (
        Membership.objects.visible_to(who.link_access)
        .filter(organisation=organisation, account_id=account)
        .exists()
    ):
        raise Conflict(_("This account is already a member of this organisation."))
    member = Membership(organisation=organisation, account_id=account, roles=sorted(roles), site_id=site)
    member.save()
    act.touched("account", "roles")
    return member


@action("account.create", Organisation, allow=rules.may_make_accounts, purpose=ADMIN, internal=True)
def create_account(
    act: Act,
    organisation: Organisation,
    *,
    username: str,
    full_name: str,
    roles: Sequence[str],
    password: str | None = None,
    language: str = "fr",
    site: UUID | None = None,
    demonstration: bool = False,
) -> Account:
    """An account with its first membership. Without a password nobody can sign in with one."""
    account = Account(
        username=judging.new_username(username),
        full_name=judging.full_name(full_name),
        language=language if language in dict(settings.LANGUAGES) else "fr",
        demonstration=demonstration,
    )
    if password is None:
        account.set_unusable_password()
    else:
        account.set_password(judging.password(password, account))
    account.save()
    add_member.within(act, organisation, account=account.pk, roles=roles, site=site)
    act.touched("username", "full_name", "language")
    return account


@action("member.change_roles", Membership, allow=rules.may_change_member, purpose=ADMIN)
def change_roles(
    act: Act,
    member: Membership,
    *,
    roles: Sequence[str],
    office: UUID | None = None,
    site: UUID | None = None,
) -> Membership:
    """What a member does from now on, and where."""
    member.roles = judging.roles(act.access, roles)
    member.office_id, member.site_id = _own(act, Office, office), _own(act, Site, site)
    member.save()
    act.touched("roles", "office", "site")
    act.details["roles"] = member.roles
    return member


@action("member.suspend", Membership, allow=rules.may_suspend_member, purpose=ADMIN)
def suspend_member(act: Act, member: Membership) -> None:
    """The member can no longer work for the organisation; every session of the account ends now."""
    if act.access.has(Role.ORGANISATION_ADMINISTRATOR) and not _others_administer(member):
        raise Conflict(_("Nobody else administers this organisation: give this role to somebody first."))
    member.active = False
    member.save()
    end_sessions_of(member.account_id)
    act.touched("active")


@action("member.resume", Membership, allow=rules.may_change_member, purpose=ADMIN)
def resume_member(act: Act, member: Membership) -> None:
    member.active = True
    member.save()
    act.touched("active")


def _own(act: Act, model: type[Office] | type[Site], pk: UUID | None) -> UUID | None:
    """The id of a place of one's own organisation. Raises `NotFound` for others'."""
    if pk is None:
        return None
    if not model.objects.visible_to(act.access).filter(pk=pk, organisation_id=act.organisation).exists():
        raise NotFound
    return pk


def _others_administer(member: Membership) -> bool:
    return any(other.pk != member.pk for other in _administrators(member.organisation_id))


def _must_be_without_administrator(organisation: UUID, roles: Sequence[str]) -> None:
    """The node's administrator lets the first administrator in, and other administrators of the node."""
    if set(roles) != {Role.NODE_ADMINISTRATOR} and _administrators(organisation):
        raise Invalid(organisation=_("This organisation has its own administrator, who invites its members."))


def _administrators(organisation: UUID) -> list[Membership]:
    members = Membership.objects.visible_to(who.link_access).filter(organisation_id=organisation, active=True)
    return [member for member in members if Role.ORGANISATION_ADMINISTRATOR in member.roles]


def end_sessions_of(account: UUID) -> None:
    """Every browser in which the account is signed in must sign in again."""
    Account.objects.filter(pk=account).update(session_epoch=F("session_epoch") + 1)


# One-time links


@creation("member.invite", Invitation, allow=rules.may_administer, purpose=ADMIN)
def invite(
    act: Act, *, full_name: str, roles: list[str], username: str = "", organisation: UUID | None = None
) -> Invitation:
    """A one-time link, in the attribute `secret` this once: whoever follows it joins with these roles."""
    house = organisation or act.organisation
    if house != act.access.organisation and not rules.may_create_organisation(act.access):
        raise Invalid(organisation=_("You can only invite into your own organisation."))
    granted = judging.roles(act.access, roles)
    if not act.access.has(Role.ORGANISATION_ADMINISTRATOR) and not act.access.service:
        _must_be_without_administrator(house, granted)
    invitation = _link(act, house, Invitation.Kind.MEMBER, judging.full_name(full_name))
    invitation.roles = granted
    invitation.username = judging.new_username(username) if username else ""
    invitation.save()
    act.touched("full_name", "roles", "username")
    act.details["roles"] = invitation.roles
    return invitation


@action("member.password_link", Membership, allow=rules.may_give_password_link, purpose=ADMIN)
def password_link(act: Act, member: Membership) -> Invitation:
    """A one-time link, in the attribute `secret` this once, to choose a new password. The second factor stays."""
    account = Account.objects.get(pk=member.account_id)
    must_look_after(member)
    invitation = _link(act, member.organisation_id, Invitation.Kind.PASSWORD, account.full_name)
    invitation.account = account
    invitation.save()
    return invitation


@action("member.withdraw_link", Invitation, allow=rules.may_administer_this, purpose=ADMIN)
def withdraw_link(act: Act, invitation: Invitation) -> None:
    """Nobody can follow it any more."""
    invitation.expires_at = clock.now()
    invitation.save()
    act.touched("expires_at")


@action("invitation.accept", Invitation, allow=rules.may_use_link, purpose=ADMIN, internal=True)
def accept_invitation(
    act: Act,
    invitation: Invitation,
    *,
    account: UUID | None = None,
    username: str = "",
    password: str = "",
    language: str = "fr",
) -> Account:
    """Join with an account that exists, or make one."""
    _must_be_open(invitation, Invitation.Kind.MEMBER)
    house, roles = invitation.organisation, invitation.roles
    if account is not None:
        add_member.within(act, house, account=account, roles=roles)
        joined = Account.objects.get(pk=account)
    else:
        joined = create_account.within(
            act,
            house,
            username=username,
            full_name=invitation.full_name,
            roles=roles,
            password=password,
            language=language,
        )
    _use(act, invitation, joined)
    return joined


@action("password.choose", Invitation, allow=rules.may_use_link, purpose=ADMIN, internal=True)
def choose_password(act: Act, invitation: Invitation, *, password: str) -> Account:
    """A new password for the account of the link; every session and token of it ends."""
    _must_be_open(invitation, Invitation.Kind.PASSWORD)
    account = invitation.account
    if account is None:
        raise NotFound
    account.set_password(judging.password(password, account))
    account.save()
    end_tokens_of(account.pk)
    _use(act, invitation, account)
    return account


def _link(act: Act, organisation: UUID, kind: str, name: str) -> Invitation:
    secret = secrets.token_urlsafe(32)
    lasts = Invitation.LASTS if kind == Invitation.Kind.MEMBER else Invitation.PASSWORD_LASTS
    invitation = Invitation(
        organisation_id=organisation,
        kind=kind,
        full_name=name,
        token_hash=who.secret_hash(secret),
        invited_by_id=act.account,
        expires_at=clock.now() + lasts,
    )
    invitation.secret = secret  # type: ignore[attr-defined]
    return invitation


def _must_be_open(invitation: Invitation, kind: str) -> None:
    if invitation.kind != kind or invitation.accepted_at or invitation.expires_at <= clock.now():
        raise Conflict(_("This link was already used or is too old. Ask for a new one."))


def _use(act: Act, invitation: Invitation, account: Account) -> None:
    invitation.accepted_at, invitation.account = clock.now(), account
    invitation.save()
    act.touched("accepted_at", "account")
    act.details["account"] = str(account.pk)


def must_look_after(member: Membership) -> None:
    """Only the organisation that an account joined first may help it back: no other one can take it over."""
    first = Membership.objects.visible_to(who.link_access).filter(
        account_id=member.account_id, active=True, organisation__active=True
    )
    oldest = first.order_by("entered_at").first()
    if oldest is not None and oldest.organisation_id != member.organisation_id:
        raise Conflict(
            _("Another organisation looks after this account: only its administrators can do this.")
        )


# One's own account


@creation("account.change", Membership, allow=rules.has_account, purpose=ADMIN)
def change_account(act: Act, *, language: str = "", email: str | None = None) -> None:
    """Change what the account's owner decides alone: its language, its e-mail address ("" for none)."""
    account = Account.objects.get(pk=who.me(act.access))
    if language:
        if language not in dict(settings.LANGUAGES):
            raise Invalid(language=_("Choose a language from the list."))
        account.language = language
        act.touched("language")
    if email is not None:
        account.email = judging.email(email)
        act.touched("email")
    account.save()


@creation("account.end_sessions", Membership, allow=rules.has_account, purpose=ADMIN)
def end_sessions(act: Act) -> None:
    """Sign out everywhere."""
    if act.account is not None:
        end_sessions_of(act.account)


@action("notice.read", Notification, allow=rules.may_read_notice, purpose=ADMIN)
def read_notice(act: Act, notice: Notification) -> Notification:
    """It was seen."""
    notice.read_at = notice.read_at or act.at
    notice.save()
    return notice


@creation("notice.read_all", Notification, allow=rules.has_account, purpose=ADMIN)
def read_notices(act: Act) -> None:
    """All of them were seen."""
    Notification.objects.visible_to(act.access).filter(read_at=None).update(read_at=act.at)


# The first day of a node


@creation("node.set_up", Organisation, allow=rules.may_create_organisation, purpose=ADMIN, internal=True)
def set_up(
    act: Act, *, name_fr: str, kind: str, country: str, full_name: str, username: str, password: str
) -> Account:
    """The first organisation and its first administrator, who also administers the node.

    Once: of two who come at the same moment the second waits at a row that every node has, then finds it done.
    """
    Country.objects.select_for_update().order_by("code").first()
    if Organisation.objects.exists():
        raise Conflict(_("This node is already set up."))
    organisation = create_organisation.within(act, name_fr=name_fr, kind=kind, country=country)
    return create_account.within(
        act,
        organisation,
        username=username,
        full_name=full_name,
        roles=sorted(rules.ADMINISTRATORS),
        password=password,
    )
