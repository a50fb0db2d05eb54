"""What this room does when allauth or another room says that something happened."""

from collections.abc import Iterable
from typing import Any

from django.contrib.auth.signals import user_logged_in
from django.dispatch import receiver
from django.http import HttpRequest
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from jatigi.agencies import sessions
from jatigi.agencies.models import Account
from jatigi.kernel import hooks
from jatigi.kernel.access import Access


@receiver(user_logged_in)
def _signed_in(sender: Any, request: HttpRequest, user: Account, **_other: Any) -> None:
    sessions.begin(request, user)


@hooks.navigation
def _menu(access: Access) -> Iterable[hooks.NavItem]:
    if access.organisation is None:
        return
    yield hooks.NavItem(_("Today"), reverse("agencies:home"), "list-todo", 0)
