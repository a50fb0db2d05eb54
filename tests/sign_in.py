"""Signing in for tests: with a password and a code as people do, or straight away where that is not the point."""

import time
from typing import Any

from allauth.mfa.models import Authenticator
from allauth.mfa.totp.internal.auth import format_hotp_value, hotp_value
from allauth.mfa.utils import encrypt
from django.test import Client

from jatigi.agencies.middleware import STEPPED_UP
from jatigi.agencies.models import Account
from jatigi.kernel import clock

SECRET = "JBSWY3DPEHPK3PXPJBSWY3DPEHPK3PXP"


def enrol(account: Account) -> None:
    """Give the account an authenticator application with the key `SECRET`."""
    Authenticator.objects.create(user=account, type=Authenticator.Type.TOTP, data={"secret": encrypt(SECRET)})


def code(steps: int = 0) -> str:
    """What the application shows now, or `steps` times 30 seconds later."""
    return format_hotp_value(hotp_value(SECRET, int(time.time()) // 30 + steps))


def signed_in(account: Account, *, stepped_up: bool = False) -> Client:
    """A browser in which the account is at work, and perhaps has just shown the second factor again."""
    client = Client()
    client.force_login(Account.objects.get(pk=account.pk))
    if stepped_up:
        session = client.session
        session[STEPPED_UP] = clock.now().isoformat()
        session.save()
    return client


def give_password(client: Client, account: Account, password: str) -> Any:
    return client.post("/sign-in/", {"login": account.username, "password": password})


def give_code(client: Client, steps: int = 0) -> Any:
    return client.post("/sign-in/code/", {"code": code(steps)})
