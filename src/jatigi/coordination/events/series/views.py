"""Pages of series."""

from uuid import UUID

from django.http import HttpResponse
from django.urls import reverse
from django.utils.translation import gettext as _

from jatigi.coordination import rules as room
from jatigi.coordination.asking import Asked, ask, data, found
from jatigi.coordination.events import rules
from jatigi.coordination.events.forms import SeriesForm, WhyForm
from jatigi.coordination.events.models import EventSeries
from jatigi.coordination.events.series import actions
from jatigi.directory.words import rhythm
from jatigi.kernel.access import Purpose
from jatigi.kernel.errors import Refused
from jatigi.kernel.http import Request, intent, page

OVERSIGHT = Purpose.OVERSIGHT


@page(purpose=OVERSIGHT, roles=[room.SECRETARIAT])
def new(request: Request) -> HttpResponse:
    """Meetings that come again."""
    form = SeriesForm(data(request), access=request.access, initial={"body": request.GET.get("body", "")})
    asked = Asked(_("Regular meetings"), reverse("coordination:events"), _("Events"), label=_("Put them in the calendar"),
                  icon="calendar", told=_("They are in the calendar."))  # fmt: skip
    act = lambda: actions.plan(intent(request), **form.values())  # noqa: E731
    return ask(request, form, asked, act, reverse("coordination:events"))


@page(purpose=OVERSIGHT, roles=[room.SECRETARIAT])
def end(request: Request, pk: UUID) -> HttpResponse:
    """Cancel what is still to come."""
    series = found(request.access, EventSeries, pk)
    if not rules.keeps_series(request.access, series):
        raise Refused(code="keeps_series")
    form = WhyForm(data(request))
    says = rhythm({"rule": series.rule, "starts": series.starts_on.isoformat()})
    asked = Asked(_("Cancel the meetings still to come"), reverse("coordination:events"), _("Events"),
                  label=_("Cancel them"), kind="danger", icon="x", lead=f"{series.title} · {says}")  # fmt: skip
    act = lambda: actions.end(intent(request), series, **form.cleaned_data)  # noqa: E731
    return ask(request, form, asked, act, reverse("coordination:events"))
