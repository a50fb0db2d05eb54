"""Questions of others that met a record of the house: deciding with the person."""

from uuid import UUID

from django.contrib import messages
from django.http import HttpResponseBase
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST

from jatigi.agencies.models import Organisation
from jatigi.algorithms.matching import Reason
from jatigi.inquiries import actions, rules
from jatigi.inquiries.codes import Answer, State
from jatigi.inquiries.forms import KnownForm
from jatigi.inquiries.models import Hit, Inquiry
from jatigi.inquiries.views.asking import tabs
from jatigi.kernel import hooks, reading
from jatigi.kernel.access import Purpose
from jatigi.kernel.errors import NotFound
from jatigi.kernel.http import Request, intent, page, perform
from jatigi.people import identity, reasons
from jatigi.people.models import Person

SHOWN = 50
TONES = {Answer.WAITING: "warning", Answer.KNOWN: "success"}
"""Of the others: neutral."""


@require_GET
@page(purpose=Purpose.CASE_MANAGEMENT, roles=rules.HOLDERS)
def received(request: Request) -> HttpResponseBase:
    """Questions that met a record of the house, those that wait first."""
    hits = list(Hit.objects.visible_to(request.access).order_by("-state", "-found_at")[:SHOWN])
    asked = Inquiry.objects.visible_to(request.access).in_bulk([hit.inquiry_id for hit in hits])
    houses = Organisation.objects.in_bulk([one.organisation_id for one in asked.values()])
    codes = dict(
        Person.objects.visible_to(request.access)
        .filter(pk__in=[hit.person_id for hit in hits])
        .values_list("pk", "code")
    )
    context = {
        "rows": [
            {
                "hit": hit,
                "inquiry": asked[hit.inquiry_id],
                "house": houses[asked[hit.inquiry_id].organisation_id],
                "code": codes.get(hit.person_id, ""),
                "tone": TONES.get(Answer(hit.state), "neutral"),
            }
            for hit in hits
        ],
        "tabs": tabs(request.access, 1),
    }
    return render(request, "inquiries/received.html", context)


@page(purpose=Purpose.CASE_MANAGEMENT, roles=rules.HOLDERS)
def decide(request: Request, pk: UUID) -> HttpResponseBase:
    """The question with one's own record; whether the person makes themselves known."""
    hit = reading.open_record(request.access, Hit, pk)
    asked = Inquiry.objects.visible_to(request.access).get(pk=hit.inquiry_id)
    person = Person.objects.visible_to(request.access).filter(pk=hit.person_id).first()
    if person is None:
        raise NotFound
    known = identity.of(request.access, [person.pk]).get(person.pk)
    reading.saw_list(request.access, Person, [person.pk], what="asked_about")
    form = KnownForm(request.POST or None, minor=hooks.subject(request.access, person.pk).minor)
    if request.method == "POST" and form.is_valid():
        contact, agreement = form.cleaned_data["contact"], form.agreement()
        said = perform(
            request,
            form,
            lambda: actions.make_known(intent(request), hit, contact=contact, agreement=agreement),
        )
        if said is not None:
            messages.success(
                request, _("Your answer went to whoever asked, with the contact and nothing else.")
            )
            return redirect("inquiries:received")
    context = {
        "form": form,
        "hit": hit,
        "inquiry": asked,
        "house": Organisation.objects.get(pk=asked.organisation_id),
        "person": person,
        "name": identity.display_name(known),
        "alike": reasons.sentences(Reason(code, params) for code, params in hit.likeness or []),
        "unarranged": rules.not_arranged(lacking) if (lacking := rules.unarranged(hit, asked)) else "",
        "open": hit.state == Answer.WAITING and asked.state == State.OPEN,
        "tone": TONES.get(Answer(hit.state), "neutral"),
    }
    return render(request, "inquiries/decide.html", context, status=422 if form.errors else 200)


@require_POST
@page(purpose=Purpose.CASE_MANAGEMENT, roles=rules.HOLDERS)
def quiet(request: Request, pk: UUID) -> HttpResponseBase:
    """Whoever asked learns nothing."""
    actions.keep_quiet(intent(request), pk)
    messages.success(request, _("Nothing is answered. Whoever asked never learns that you were asked."))
    return redirect("inquiries:received")
