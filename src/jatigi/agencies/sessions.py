"""Sessions end after 30 minutes without a request and after 8 hours in all, on the node's own clock."""

from datetime import datetime, timedelta
from typing import Any

from django.conf import settings
from django.contrib.auth import logout
from django.http import HttpRequest

from jatigi.agencies.models import Account
from jatigi.kernel import clock, journal
from jatigi.kernel.access import Access, Purpose
from jatigi.kernel.actions import STEP_UP_LASTS

ORGANISATION = "organisation"
STEPPED_UP = "stepped_up_at"
ENROLLED = "enrolled_at"
SIGNED_IN = "signed_in_at"
SEEN = "seen_at"
ENDED = "ended"
"""Whose session ended in this browser: {"account": …, "organisation": …}; they may resume over an open form."""

TOUCH = timedelta(minutes=1)
RECENT = timedelta(minutes=15)


def begin(request: HttpRequest, user: Account) -> None:
    """Note when a session began; called when somebody has signed in."""
    now = clock.now().isoformat()
    for key in (STEPPED_UP, ENROLLED, ORGANISATION):
        request.session.pop(key, None)
    request.session[SIGNED_IN] = request.session[SEEN] = now
    request.signed_in_as = user.username  # type: ignore[attr-defined]
    journal.append(_access(user), "session.begin", object_type="agencies.Account", object_id=user.pk)


def check(request: HttpRequest) -> None:
    """End the session where its time is over; otherwise note, once a minute, that it is in use."""
    user = request.user
    if not isinstance(user, Account):
        return
    now = clock.now()
    since, seen = _moment(request, SIGNED_IN), _moment(request, SEEN)
    if since is None or seen is None:
        request.session[SIGNED_IN] = request.session[SEEN] = now.isoformat()
    elif now - since > settings.SESSION_ABSOLUTE or now - seen > settings.SESSION_IDLE:
        _end(request, user)
    elif now - seen > TOUCH:
        request.session[SEEN] = now.isoformat()


def _end(request: HttpRequest, user: Account) -> None:
    ended = {"account": str(user.pk), "organisation": request.session.get(ORGANISATION)}
    journal.append(
        _access(user), "session.end", object_type="agencies.Account", object_id=user.pk, reason="expired"
    )
    logout(request)
    request.session[ENDED] = ended


def ended(request: HttpRequest) -> dict[str, Any]:
    """Whose session ended here; empty where nobody's did."""
    found = request.session.get(ENDED)
    return found if isinstance(found, dict) else {}


def is_recent(request: HttpRequest) -> bool:
    """Whether the sign-in was so short ago that the password need not be asked again."""
    since = _moment(request, SIGNED_IN)
    return since is not None and clock.now() - since < RECENT


def step_up(request: HttpRequest) -> None:
    """Note that the second factor was shown just now."""
    request.session[STEPPED_UP] = clock.now().isoformat()


def enrolled(request: HttpRequest) -> None:
    """Note that the account's first factor was set up just now: its recovery codes and a second factor come next."""
    request.session[ENROLLED] = clock.now().isoformat()


def may_arrange_factors(request: HttpRequest) -> bool:
    """Whether a factor was shown again, or the first one set up, a short time ago: signing in does not count."""
    moments = (_moment(request, STEPPED_UP), _moment(request, ENROLLED))
    return any(since is not None and clock.now() - since < STEP_UP_LASTS for since in moments)


def _moment(request: HttpRequest, key: str) -> datetime | None:
    text = request.session.get(key)
    return datetime.fromisoformat(text) if text else None


def _access(user: Account) -> Access:
    return Access(account=user.pk, purpose=Purpose.ADMINISTRATION)
