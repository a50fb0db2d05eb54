"""Who is on duty at the own desk."""

from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from jatigi.agencies.who import house
from jatigi.kernel import clock
from jatigi.kernel.access import Purpose, Role
from jatigi.kernel.errors import NotFound, Refused
from jatigi.kernel.http import Request, intent, page, perform
from jatigi.referrals import rules
from jatigi.referrals.duty import actions, rota
from jatigi.referrals.forms import DutyForm
from jatigi.referrals.models import Duty

READERS = (*rules.ANSWERERS, Role.ORGANISATION_ADMINISTRATOR)
KEEPERS = (Role.SUPERVISOR, Role.ORGANISATION_ADMINISTRATOR)
SHOWN = 100


@page(purpose=Purpose.ADMINISTRATION, roles=READERS)
def rota_page(request: Request) -> HttpResponse:
    """The duties to come, whom an emergency reaches now, and for those who keep the rota a new duty."""
    access = request.access
    keeps = rules.may_keep_rota(access)
    members = [(str(m.account_id), m.account.full_name) for m in rota.desk(house(access))]
    form = DutyForm(request.POST or None, members=members)
    if not keeps and request.method == "POST":
        raise Refused(code="may_keep_rota")
    valid = form.is_valid()
    if valid and perform(request, form, lambda: actions.give(intent(request), **form.values())):
        messages.success(request, _("The rota is kept."))
        return HttpResponseRedirect(reverse("referrals:duty"), status=303)
    coming = Duty.objects.visible_to(access).filter(ends_at__gt=clock.now()).select_related("account")
    now = set(rota.on_duty(house(access)))
    context = {
        "duties": list(coming.order_by("starts_at", "id")[:SHOWN]),
        "form": form if keeps else None,
        "now": [name for pk, name in members if UUID(pk) in now],
    }
    return render(request, "referrals/duty.html", context, status=422 if form.errors else 200)


@require_POST
@page(purpose=Purpose.ADMINISTRATION, roles=KEEPERS)
def take(request: Request, pk: UUID) -> HttpResponse:
    """A duty is taken off the rota."""
    found = Duty.objects.visible_to(request.access).filter(pk=pk).first()
    if found is None:
        raise NotFound
    actions.take(intent(request), found)
    messages.success(request, _("The duty is taken off the rota."))
    return HttpResponseRedirect(reverse("referrals:duty"), status=303)
