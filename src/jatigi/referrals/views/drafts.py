"""A draft is gone on with, or let go."""

from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from jatigi.kernel import reading
from jatigi.kernel.access import Access, Purpose
from jatigi.kernel.errors import Invalid, NotFound
from jatigi.kernel.http import Request, intent, page
from jatigi.referrals import about, actions, rules, sending
from jatigi.referrals.models import Referral, State
from jatigi.referrals.views.composing import compose_page


@page(purpose=Purpose.REFERRAL, roles=rules.SENDERS)
def resume(request: Request, pk: UUID) -> HttpResponse:
    """Everything as it was left; what the person has not agreed to (any more) cannot be ticked."""
    draft = _mine(request.access, pk)
    whom = about.of(request.access, case=draft.case_id, person=draft.person_id)
    try:
        asked = sending.service_for(request.access, draft.service_id)
    except Invalid as error:
        messages.error(request, str(error.errors["service"]))
        return HttpResponseRedirect(whom.choose(need=draft.need), status=303)
    return compose_page(request, whom, asked, origin=draft.redirected_from, draft=draft)


@require_POST
@page(purpose=Purpose.REFERRAL, roles=rules.SENDERS)
def discard(request: Request, pk: UUID) -> HttpResponse:
    """It is not needed."""
    actions.discard(intent(request), _mine(request.access, pk))
    messages.success(request, _("The draft is gone."))
    return HttpResponseRedirect(f"{reverse('referrals:outbox')}?part=drafts", status=303)


def _mine(access: Access, pk: UUID) -> Referral:
    found = reading.open_record(access, Referral, pk, what="draft")
    if found.state != State.DRAFT:
        raise NotFound
    return found
