"""Builds the `Access` of every request from the session, once."""

from collections.abc import Callable
from datetime import datetime

from django.http import HttpRequest, HttpResponse

from jatigi.agencies.models import Account, Membership
from jatigi.kernel.access import ANONYMOUS, Access, Purpose, service_access

ORGANISATION = "organisation"
STEPPED_UP = "stepped_up_at"


class AccessMiddleware:
    """Sets `request.access`, for the organisation chosen in the session (the only one where there is one)."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        request.access = access_of(request)  # type: ignore[attr-defined]
        return self.get_response(request)


def access_of(request: HttpRequest) -> Access:
    """Who asks. An account without a membership has no organisation and sees nothing."""
    if not isinstance(request.user, Account):
        return ANONYMOUS
    members = memberships(request.user)
    chosen = request.session.get(ORGANISATION)
    member = next((m for m in members if str(m.organisation_id) == chosen), None)
    if member is None and len(members) == 1:
        member = members[0]
    if member is None:
        return Access(account=request.user.pk)
    stepped_up = request.session.get(STEPPED_UP)
    return Access(
        account=request.user.pk,
        organisation=member.organisation_id,
        roles=frozenset(member.roles),
        stepped_up_at=datetime.fromisoformat(stepped_up) if stepped_up else None,
    )


def memberships(account: Account) -> list[Membership]:
    """The live memberships of one account: where it may work."""
    access = service_access("sign-in", ["agencies.Membership"], Purpose.ADMINISTRATION)
    rows = Membership.objects.visible_to(access).filter(
        account=account, active=True, organisation__active=True
    )
    return list(rows.order_by("entered_at"))
