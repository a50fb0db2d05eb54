"""Pages of sessions and contributions."""

from typing import Any
from uuid import UUID

from django.http import HttpResponse
from django.utils.translation import gettext as _

from jatigi.coordination import rules as room
from jatigi.coordination.asking import Asked, NothingForm, ask, data, found
from jatigi.coordination.events import showing
from jatigi.coordination.events.forms import ContributionForm, SessionForm, contribution_initial
from jatigi.coordination.events.models import Contribution, Session
from jatigi.coordination.events.programme import actions
from jatigi.coordination.events.views import kept, to
from jatigi.kernel.access import Purpose
from jatigi.kernel.http import Request, intent, page

OVERSIGHT = Purpose.OVERSIGHT
KEEPERS = (room.SECRETARIAT,)
REMOVABLE = "coordination/events/removable.html"


@page(purpose=OVERSIGHT, roles=KEEPERS)
def new_session(request: Request, pk: UUID) -> HttpResponse:
    """One part more."""
    event = kept(request, pk)
    form = SessionForm(data(request))
    asked = Asked(_("New session"), to(pk), event.title, icon="plus", label=_("Add"))
    return ask(
        request, form, asked, lambda: actions.add_session(intent(request), event, **form.cleaned_data), to(pk)
    )


@page(purpose=OVERSIGHT, roles=KEEPERS)
def session(request: Request, pk: UUID) -> HttpResponse:
    """Say it otherwise."""
    one = found(request.access, Session, pk)
    event = kept(request, one.event_id)
    names = ("title", "day", "starts_at", "ends_at", "moderator")
    form = SessionForm(data(request), initial={name: getattr(one, name) for name in names})
    asked = Asked(_("Change the session"), to(event.pk), event.title, seen=one.version, template=REMOVABLE,
                  more={"remove": "coordination:session_remove", "thing": one})  # fmt: skip
    act = lambda: actions.change_session(intent(request), one, **form.cleaned_data)  # noqa: E731
    return ask(request, form, asked, act, to(event.pk))


@page(purpose=OVERSIGHT, roles=KEEPERS)
def remove_session(request: Request, pk: UUID) -> HttpResponse:
    """It does not take place."""
    one = found(request.access, Session, pk)
    return _remove(request, one, one.title, lambda: actions.remove_session(intent(request), one))


@page(purpose=OVERSIGHT, roles=KEEPERS)
def new_contribution(request: Request, pk: UUID) -> HttpResponse:
    """What somebody said, perhaps in the session in `session`."""
    event = kept(request, pk)
    sessions = showing.sessions(request.access, event)
    form = ContributionForm(
        data(request), sessions=sessions, initial={"session": request.GET.get("session", "")}
    )
    asked = Asked(_("New contribution"), to(pk), event.title, icon="plus", label=_("Add"))
    return ask(
        request,
        form,
        asked,
        lambda: actions.add_contribution(intent(request), event, **form.values()),
        to(pk),
    )


@page(purpose=OVERSIGHT, roles=KEEPERS)
def contribution(request: Request, pk: UUID) -> HttpResponse:
    """Say it otherwise."""
    one = found(request.access, Contribution, pk)
    event = kept(request, one.event_id)
    sessions = showing.sessions(request.access, event)
    form = ContributionForm(data(request), sessions=sessions, initial=contribution_initial(one))
    asked = Asked(_("Change the contribution"), to(event.pk), event.title, seen=one.version, template=REMOVABLE,
                  more={"remove": "coordination:contribution_remove", "thing": one})  # fmt: skip
    act = lambda: actions.change_contribution(intent(request), one, **form.values())  # noqa: E731
    return ask(request, form, asked, act, to(event.pk))


@page(purpose=OVERSIGHT, roles=KEEPERS)
def remove_contribution(request: Request, pk: UUID) -> HttpResponse:
    """It was written down by mistake."""
    one = found(request.access, Contribution, pk)
    return _remove(request, one, one.speaker, lambda: actions.remove_contribution(intent(request), one))


def _remove(request: Request, one: Any, called: str, act: Any) -> HttpResponse:
    event = kept(request, one.event_id)
    asked = Asked(_("Remove from the programme?"), to(event.pk), event.title, label=_("Remove"), kind="danger",
                  icon="trash-2", lead=called, told=_("Removed."))  # fmt: skip
    return ask(request, NothingForm(data(request)), asked, act, to(event.pk))
