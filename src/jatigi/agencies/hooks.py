"""What this room does when allauth or another room says that something happened."""

from collections.abc import Iterable
from typing import Any

from allauth.account.signals import password_changed
from allauth.mfa.models import Authenticator
from allauth.mfa.signals import authenticator_added, authenticator_removed
from django.contrib.auth import update_session_auth_hash
from django.contrib.auth.signals import user_logged_in
from django.dispatch import receiver
from django.http import HttpRequest
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from jatigi.agencies import notices, sessions, who
from jatigi.agencies.aliases import actions as aliases  # noqa: F401 — registers them
from jatigi.agencies.factors import actions as factors
from jatigi.agencies.models import Account, FactorReset
from jatigi.agencies.rules import may_help
from jatigi.agencies.tokens.actions import revoke_all
from jatigi.kernel import clock, hooks, journal
from jatigi.kernel.access import Access, Purpose, Role

hooks.notifier(notices.tell)


@receiver(user_logged_in)
def _signed_in(sender: Any, request: HttpRequest, user: Account, **_other: Any) -> None:
    sessions.begin(request, user)


@receiver(password_changed)
def _password_changed(sender: Any, user: Account, **_other: Any) -> None:
    revoke_all(Access(account=user.pk))


@receiver(authenticator_added)
def _factor_added(
    sender: Any, request: HttpRequest, user: Account, authenticator: Authenticator, **_other: Any
) -> None:
    if authenticator.type == Authenticator.Type.RECOVERY_CODES:
        return
    others = Authenticator.objects.filter(user_id=user.pk).exclude(pk=authenticator.pk)
    first = not others.exclude(type=Authenticator.Type.RECOVERY_CODES).exists()
    factors.note_factor(Access(account=user.pk), factor=authenticator.pk, first=first)
    if first:
        user.refresh_from_db()
        update_session_auth_hash(request, user)
        sessions.enrolled(request)


@receiver(authenticator_removed)
def _factor_removed(sender: Any, user: Account, authenticator: Authenticator, **_other: Any) -> None:
    access = Access(account=user.pk, purpose=Purpose.ADMINISTRATION)
    journal.append(access, "factor.remove", object_type="agencies.Account", object_id=user.pk)


@hooks.navigation
def _menu(access: Access) -> Iterable[hooks.NavItem]:
    if access.organisation is None:
        return
    yield hooks.NavItem(_("Today"), reverse("agencies:home"), "list-todo", 0)
    if access.has(Role.ORGANISATION_ADMINISTRATOR, Role.SUPERVISOR):
        yield hooks.NavItem(_("Members"), reverse("agencies:members"), "users", 80)
    if access.has(Role.NODE_ADMINISTRATOR):
        yield hooks.NavItem(_("Organisations"), reverse("agencies:houses"), "building-2", 90)


@hooks.today
def _resets_to_decide(access: Access) -> Iterable[hooks.TodayItem]:
    """Somebody cannot work until a second person agrees."""
    if not may_help(access):
        return
    waiting = FactorReset.objects.visible_to(access).filter(
        state="requested", entered_at__gt=clock.now() - FactorReset.LASTS
    )
    count = waiting.exclude(requested_by_id=who.me(access)).exclude(account_id=who.me(access)).count()
    if count:
        yield hooks.TodayItem(
            hooks.Danger.TODAY,
            _("Agree to reset a second factor, with the person present"),
            reverse("agencies:members") + "#resets",
            icon="key-round",
            count=count,
        )
