"""Organisations and their members."""

from collections.abc import Sequence
from uuid import UUID

from django.conf import settings
from django.core.exceptions import ValidationError
from django.core.validators import validate_email
from django.utils.translation import gettext_lazy as _

from jatigi.agencies import rules
from jatigi.agencies.models import Account, Membership, Organisation
from jatigi.kernel.access import Purpose, Role
from jatigi.kernel.actions import Act, action, creation
from jatigi.kernel.errors import Invalid
from jatigi.kernel.models import new_organisation_key
from jatigi.kernel.text import clean, clean_name


@creation(
    "organisation.create",
    Organisation,
    allow=rules.may_create_organisation,
    purpose=Purpose.ADMINISTRATION,
)
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
    organisation = Organisation(
        name_fr=clean_name(name_fr, "name_fr", needed=True),
        name_en=clean_name(name_en, "name_en"),
        acronym=clean_name(acronym, "acronym"),
        kind=kind,
        country_id=country,
        demonstration=demonstration,
    )
    organisation.save()
    new_organisation_key(organisation.pk)
    act.touched("name_fr", "name_en", "acronym", "kind", "country")
    return organisation


@action(
    "member.add",
    Organisation,
    allow=rules.may_change_organisation,
    purpose=Purpose.ADMINISTRATION,
    internal=True,
)
def add_member(
    act: Act, organisation: Organisation, *, account: UUID, roles: Sequence[str], site: UUID | None = None
) -> Membership:
    """Give an account roles in an organisation. Raises `Invalid` for an unknown role."""
    unknown = set(roles) - set(Role.values)
    if unknown or not roles:
        raise Invalid(roles=_("Choose at least one role from the list."))
    member = Membership(organisation=organisation, account_id=account, roles=sorted(roles), site_id=site)
    member.save()
    act.touched("account", "roles")
    return member


@action(
    "account.create",
    Organisation,
    allow=rules.may_change_organisation,
    purpose=Purpose.ADMINISTRATION,
    internal=True,
)
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
        username=clean_name(username, "username", needed=True).lower(),
        full_name=clean_name(full_name, "full_name", needed=True),
        language=language,
        demonstration=demonstration,
    )
    if Account.objects.filter(username=account.username).exists():
        raise Invalid(username=_("This user name is already taken."))
    if password is None:
        account.set_unusable_password()
    else:
        account.set_password(password)
    account.save()
    add_member.within(act, organisation, account=account.pk, roles=roles, site=site)
    act.touched("username", "full_name", "language")
    return account


# One's own account


@creation("account.change", Membership, allow=rules.has_account, purpose=Purpose.ADMINISTRATION)
def change_account(act: Act, *, language: str = "", email: str | None = None) -> None:
    """Change what the account's owner decides alone: its language, its e-mail address ("" for none)."""
    account = Account.objects.get(pk=act.account)
    if language:
        if language not in dict(settings.LANGUAGES):
            raise Invalid(language=_("Choose a language from the list."))
        account.language = language
        act.touched("language")
    if email is not None:
        account.email = _email(email)
        act.touched("email")
    account.save()


def _email(text: str) -> str:
    text = clean(text, "email", limit=254)
    try:
        validate_email(text or "nobody@example.org")
    except ValidationError:
        raise Invalid(email=_("This is not an e-mail address.")) from None
    return text
