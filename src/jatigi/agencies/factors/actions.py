"""A second factor is lost: one person asks, another agrees; a new one is noted."""

from typing import TYPE_CHECKING

from allauth.mfa.models import Authenticator
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from jatigi.agencies import rules, who
from jatigi.agencies.actions import end_sessions_of, end_tokens_of, must_look_after
from jatigi.agencies.models import Account, FactorReset, Membership
from jatigi.kernel import clock
from jatigi.kernel.access import Purpose, Role
from jatigi.kernel.actions import Act, action, creation
from jatigi.kernel.errors import Conflict
from jatigi.kernel.hooks import Notice
from jatigi.kernel.states import advance

if TYPE_CHECKING:
    from jatigi.kernel.hooks import Text

ADMIN = Purpose.ADMINISTRATION


@action("factor.request_reset", Membership, allow=rules.may_request_reset, purpose=ADMIN)
def request_reset(act: Act, member: Membership) -> FactorReset:
    """Say, with the member in front of one, that the second factor is lost. A second person must agree."""
    must_look_after(member)
    waiting = FactorReset.objects.visible_to(act.access).filter(
        account_id=member.account_id, state="requested", entered_at__gt=clock.now() - FactorReset.LASTS
    )
    if waiting.exists():
        raise Conflict(_("This was already asked for: a second person must now agree."))
    reset = FactorReset(
        organisation_id=member.organisation_id,
        account_id=member.account_id,
        requested_by_id=who.me(act.access),
    )
    reset.save()
    act.details["reset"] = str(reset.pk)
    _tell(
        act,
        reset,
        _("A lost second factor: a second person must agree before it is reset."),
        _("It was asked to reset your second factor. If you did not ask for it, tell a supervisor at once."),
    )
    return reset


@action("factor.approve_reset", FactorReset, allow=rules.may_decide_reset, purpose=ADMIN)
def approve_reset(act: Act, reset: FactorReset) -> FactorReset:
    """The second person agrees: every factor, session and token of the account ends, and it sets up a new factor."""
    if clock.now() - reset.entered_at > FactorReset.LASTS:
        raise Conflict(_("This was asked for more than 24 hours ago: ask again with the person present."))
    _decide(act, reset, "approve")
    Authenticator.objects.filter(user_id=reset.account_id).delete()
    end_sessions_of(reset.account_id)
    end_tokens_of(reset.account_id)
    name = Account.objects.get(pk=reset.account_id).full_name
    _tell(
        act,
        reset,
        _("The second factor of %(name)s was reset by two people. If this surprises you, ask them why.")
        % {"name": name},
        _("Your second factor was reset by two people. If you were not there, tell a supervisor at once."),
    )
    return reset


def _tell(act: Act, reset: FactorReset, others: "Text", owner: "Text") -> None:
    """Whoever answers for the house, and the account's owner: nobody's account is taken over in silence."""
    helpers = frozenset({Role.ORGANISATION_ADMINISTRATOR, Role.SUPERVISOR})
    house, kind = reset.organisation_id, "factor.reset"
    act.tell(Notice(kind, others, reverse("agencies:members"), house, helpers, urgent=True))
    own = reverse("agencies:notifications")
    act.tell(Notice(kind, owner, own, house, account=reset.account_id, urgent=True))


@action("factor.refuse_reset", FactorReset, allow=rules.may_decide_reset, purpose=ADMIN)
def refuse_reset(act: Act, reset: FactorReset) -> FactorReset:
    _decide(act, reset, "refuse")
    return reset


@action("factor.close_reset", FactorReset, allow=rules.may_close_reset, purpose=ADMIN, internal=True)
def close_reset(act: Act, reset: FactorReset) -> None:
    """The member has set up a new factor."""
    advance(reset, "use")
    reset.save()
    act.touched("state")


def _decide(act: Act, reset: FactorReset, verb: str) -> None:
    advance(reset, verb)
    reset.decided_by_id, reset.decided_at = act.account, clock.now()
    reset.save()
    act.touched("state")
    act.details["account"] = str(reset.account_id)


@creation("factor.add", Membership, allow=rules.has_account, purpose=ADMIN, internal=True)
def note_factor(act: Act, *, factor: int, first: bool) -> None:
    """The account has a new factor. Its first one ends every other session: they began without it."""
    act.details["factor"] = factor
    if first and act.account is not None:
        end_sessions_of(act.account)
        for reset in FactorReset.objects.visible_to(who.reset_access).filter(
            account_id=act.account, state="approved"
        ):
            close_reset.within(_as_service(act), reset)


def _as_service(act: Act) -> Act:
    return Act(who.reset_access, act.action, act.at)
