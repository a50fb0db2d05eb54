"""What can go wrong at the doors, each with a sentence for the person who asked."""

from collections.abc import Mapping
from typing import TYPE_CHECKING

from django.utils.translation import gettext_lazy as _

if TYPE_CHECKING:
    from django.utils.functional import Promise

    from jatigi.kernel.models import ProtectedModel


class JatigiError(Exception):
    """Base of the errors that a user meets; `sentence` is shown, `code` is journalled."""

    code = "error"
    status = 400
    sentence: "str | Promise" = _("Something went wrong. Nothing was lost and nothing was changed.")
    journalled = False
    """Whether the journal has it already."""

    def __init__(self, sentence: "str | Promise | None" = None, *, code: str = "") -> None:
        super().__init__()
        if sentence is not None:
            self.sentence = sentence
        if code:
            self.code = code

    def __str__(self) -> str:
        return str(self.sentence)


class NotFound(JatigiError):
    """The thing does not exist, or the asker may not know that it does: one answer for both."""

    code = "not_found"
    status = 404
    sentence = _("This page does not exist, or it is not open to you.")


class Refused(JatigiError):
    """The asker sees the thing but may not do this with it."""

    code = "refused"
    status = 403
    sentence = _("Your role does not allow this. Nothing was changed.")


class SignInNeeded(JatigiError):
    """Nobody is signed in, or the session has ended."""

    code = "sign_in"
    status = 401
    sentence = _("Please sign in first.")


class StepUpNeeded(JatigiError):
    """The second factor must be shown again before this."""

    code = "step_up"
    status = 403
    sentence = _("Please confirm that it is you before this step.")


class TooMany(JatigiError):
    """The asker opened so many records in a short time that it looks like copying."""

    code = "too_many"
    status = 429
    sentence = _(
        "You have opened very many files in a short time. Wait ten minutes, then go on. Your supervisors were told."
    )


class Invalid(JatigiError):
    """Some values cannot be accepted: field name → sentence ("" for the whole)."""

    code = "invalid"
    status = 422
    sentence = _("Please correct what is marked below. Nothing was saved yet and nothing was lost.")

    def __init__(
        self, errors: "Mapping[str, str | Promise] | None" = None, **fields: "str | Promise"
    ) -> None:
        super().__init__()
        self.errors: dict[str, str | Promise] = {**(errors or {}), **fields}

    def __str__(self) -> str:
        return "; ".join(f"{field}: {sentence}" for field, sentence in self.errors.items())


class Conflict(JatigiError):
    """The thing is not, or no longer, in a state that allows this."""

    code = "conflict"
    status = 409
    sentence = _("This is no longer possible: the situation has changed in the meantime.")


class Stale(Conflict):
    """Somebody else changed the thing after the author saw it; `current` is what it is now."""

    code = "stale"
    sentence = _("Somebody changed this while you were writing. Look at both versions, then decide.")

    def __init__(self, current: "ProtectedModel") -> None:
        super().__init__()
        self.current = current


class UnopenedRead(RuntimeError):
    """A programming error: a protected table was read without saying who asks."""


class WriteOutsideAction(RuntimeError):
    """A programming error: a protected table was written outside a registered action."""
