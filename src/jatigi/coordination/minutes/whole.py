"""Minutes as a whole: circulated, adopted, corrected; their versions; and what was decided in them."""

from uuid import UUID

from django.db.models import Q
from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _

from jatigi.coordination import rules as room
from jatigi.coordination.asking import Asked, NothingForm, ask, data, found
from jatigi.coordination.events.models import Event
from jatigi.coordination.minutes import actions, rules
from jatigi.coordination.minutes.forms import AdoptForm, DecisionForm
from jatigi.coordination.minutes.models import Mark, Minutes, MinutesState, MinutesVersion, Paragraph
from jatigi.coordination.minutes.views import to
from jatigi.kernel.access import Purpose
from jatigi.kernel.errors import NotFound, Refused
from jatigi.kernel.http import Request, intent, page

OVERSIGHT = Purpose.OVERSIGHT
KEEPERS = (room.SECRETARIAT,)


@page(purpose=OVERSIGHT, roles=KEEPERS)
def state(request: Request, pk: UUID) -> HttpResponse:
    """The next step of the whole; with `back` they are written on."""
    event = found(request.access, Event, pk)
    one = Minutes.objects.visible_to(request.access).filter(event=event).first()
    if one is None:
        raise NotFound
    if not rules.keeps(request.access, one):
        raise Refused(code="keeps")
    if one.state == MinutesState.DRAFT:
        lead = _("Every member is asked to read them. Nobody writes in them until you take them back.")
        asked = Asked(
            _("Circulate the minutes?"), to(pk), _("Minutes"), label=_("Circulate"), icon="send", lead=lead
        )
        return ask(
            request,
            NothingForm(data(request)),
            asked,
            lambda: actions.circulate(intent(request), one),
            to(pk),
        )
    if one.state == MinutesState.ADOPTED:
        lead = _(
            "What was adopted stays as it was. The correction is a new version, circulated and adopted in its turn."
        )
        asked = Asked(_("Correct adopted minutes?"), to(pk), _("Minutes"), label=_("Begin a new version"), lead=lead,
                      icon="pen-line")  # fmt: skip
        return ask(
            request, NothingForm(data(request)), asked, lambda: actions.correct(intent(request), one), to(pk)
        )
    if "back" in request.GET:
        asked = Asked(_("Take the minutes back?"), to(pk), _("Minutes"), label=_("Take them back"), icon="undo-2",
                      lead=_("They are written on, and circulated again as the next version."))  # fmt: skip
        return ask(
            request,
            NothingForm(data(request)),
            asked,
            lambda: actions.take_back(intent(request), one),
            to(pk),
        )
    return _adopt(request, event, one)


def _adopt(request: Request, event: Event, one: Minutes) -> HttpResponse:
    later = Event.objects.visible_to(request.access).filter(
        Q(body_id=event.body_id), starts_on__gte=event.starts_on
    )
    form = AdoptForm(data(request), later=list(later.exclude(pk=event.pk).order_by("starts_on")[:50]))
    asked = Asked(_("Adopt the minutes"), to(event.pk), _("Minutes"), label=_("They were adopted"),
                  lead=_("From now on nobody changes them; a correction is a new version."))  # fmt: skip
    act = lambda: actions.adopt(intent(request), one, **form.values())  # noqa: E731
    return ask(request, form, asked, act, to(event.pk))


@page(purpose=OVERSIGHT)
def version(request: Request, pk: UUID) -> HttpResponse:
    """The whole as it was circulated or adopted."""
    one = found(request.access, MinutesVersion, pk)
    event = found(request.access, Event, rules.event_of(one))
    return render(request, "coordination/minutes/version.html", {"version": one, "event": event})


@page(purpose=OVERSIGHT, roles=KEEPERS)
def decide(request: Request, pk: UUID) -> HttpResponse:
    """What was decided becomes a commitment: who does it, until when."""
    mark = found(request.access, Mark, pk)
    if not rules.may_decide(request.access, mark):
        raise Refused(code="may_decide")
    paragraph = found(request.access, Paragraph, mark.paragraph_id)
    event = rules.minutes_of(paragraph).event_id
    form = DecisionForm(data(request))
    asked = Asked(_("Follow up what was decided"), to(event), _("Minutes"), label=_("Follow it up"), icon="gavel",
                  lead=mark.passage, told=_("It is followed up from now on."))  # fmt: skip
    act = lambda: actions.decide(intent(request), mark, **form.values())  # noqa: E731
    return ask(
        request, form, asked, act, lambda done: reverse("coordination:commitment", args=[done.commitment_id])
    )
