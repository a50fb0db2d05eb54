"""What is accepted as roles, passwords and addresses; each raises `Invalid` with a sentence."""

from collections.abc import Sequence

from django.contrib.auth.password_validation import validate_password
from django.core.exceptions import ValidationError
from django.core.validators import RegexValidator, validate_email
from django.utils.translation import gettext_lazy as _

from jatigi.agencies.models import Account
from jatigi.agencies.rules import ADMINISTRATORS, SETUP
from jatigi.kernel.access import PERSONAL_DATA_ROLES, Access, Role
from jatigi.kernel.errors import Invalid
from jatigi.kernel.text import clean, clean_name

PASSWORD_LENGTH = 512
_user_name = RegexValidator(r"^[a-z0-9][a-z0-9._-]{2,63}\Z")


def roles(access: Access, wanted: Sequence[str]) -> list[str]:
    """The roles that `access` may give, sorted."""
    given = set(wanted)
    if not given or given - set(Role.values):
        raise Invalid(roles=_("Choose at least one role from the list."))
    if Role.NODE_ADMINISTRATOR in given and given & PERSONAL_DATA_ROLES:
        raise Invalid(
            roles=_("Who administers the node sees no file: this role cannot go with one that does.")
        )
    if given - grantable(access):
        raise Invalid(roles=_("You cannot give all of these roles."))
    return sorted(given)


def grantable(access: Access) -> set[str]:
    """The roles that `access` may give to others."""
    if access.service == SETUP:
        return set(Role.values)
    found: set[str] = set()
    if access.has(Role.ORGANISATION_ADMINISTRATOR):
        found |= set(Role.values) - {Role.NODE_ADMINISTRATOR}
    if access.has(Role.NODE_ADMINISTRATOR):
        found |= ADMINISTRATORS
    return found


def new_username(text: str) -> str:
    """A user name that nobody has yet."""
    name = clean(text, "username", limit=64, needed=True).lower()
    try:
        _user_name(name)
    except ValidationError:
        raise Invalid(
            username=_("Use 3 to 64 small letters without accents, figures, points or dashes.")
        ) from None
    if Account.objects.filter(username=name).exists():
        raise Invalid(username=_("This user name is already taken."))
    return name


def full_name(text: str) -> str:
    return clean_name(text, "full_name", needed=True)


def password(text: str, account: Account) -> str:
    """A password that is long enough and not a common one."""
    if len(text) > PASSWORD_LENGTH:
        raise Invalid(password=_("This password is too long."))
    try:
        validate_password(text, account)
    except ValidationError as error:
        raise Invalid(password=" ".join(error.messages)) from None
    return text


def email(text: str) -> str:
    """An address, or nothing."""
    address = clean(text, "email", limit=254)
    try:
        validate_email(address or "nobody@example.org")
    except ValidationError:
        raise Invalid(email=_("This is not an e-mail address.")) from None
    return address
