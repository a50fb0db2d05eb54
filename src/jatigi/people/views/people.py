"""The people of the house: the list, one person's page, those who belong together."""

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpResponseBase
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from jatigi.kernel import reading
from jatigi.kernel.access import Purpose
from jatigi.kernel.errors import NotFound
from jatigi.kernel.http import Request, intent, page
from jatigi.kernel.pages import keyset
from jatigi.people import actions, identity, rules, summary
from jatigi.people.duplicates import family
from jatigi.people.forms import SearchForm, TogetherForm
from jatigi.people.models import GroupMember, Person
from jatigi.people.views.common import perform, see_other


@page(purpose=Purpose.RECEPTION, roles=rules.WORKERS)
def people(request: Request) -> HttpResponseBase:
    """Who was registered, the newest first."""
    rows = Person.objects.visible_to(request.access).filter(erased_at__isnull=True)
    listed = keyset(rows, ("-registered_at",), request.GET.get("after", ""))
    ids = [person.pk for person in listed.rows]
    reading.saw_list(request.access, Person, ids, what="list")
    known = identity.of(request.access, ids)
    context = {
        "rows": [(person, identity.display_name(known.get(person.pk))) for person in listed.rows],
        "next": listed.next,
        "search": SearchForm(),
        "may_register": rules.may_welcome(request.access),
    }
    return render(request, "people/people.html", context)


@page(purpose=Purpose.CASE_MANAGEMENT, roles=rules.WORKERS)
def person(request: Request, pk: UUID) -> HttpResponseBase:
    """What protects the person first; then who they are, where they stay, their story."""
    left = family.left_of(request.access, pk)
    if left is not None and left.pk != pk:
        return see_other("people:person", left.pk)
    found = reading.open_record(request.access, Person, pk)
    if found.erased_at:
        return render(request, "people/erased.html", {"person": found})
    return render(request, "people/person.html", summary.page(request, found))


@page(purpose=Purpose.CASE_MANAGEMENT, roles=rules.WORKERS)
def together(request: Request, pk: UUID) -> HttpResponseBase:
    """The person belongs together with another one of the house."""
    found = _person(request, pk)
    form = TogetherForm(request.access, request.POST or None)
    if request.method == "POST" and form.is_valid():
        given: dict[str, Any] = form.cleaned_data
        if (
            perform(request, form, lambda: actions.join_group(intent(request), person=pk, **given))
            is not None
        ):
            messages.success(request, _("They are noted as belonging together."))
            return see_other("people:person", pk)
    context = {"form": form, "person": found}
    return render(request, "people/together.html", context, status=422 if form.errors else 200)


@require_POST
@page(purpose=Purpose.CASE_MANAGEMENT, roles=rules.WORKERS)
def leave(request: Request, pk: UUID) -> HttpResponseBase:
    member = GroupMember.objects.visible_to(request.access).filter(pk=pk).first()
    if member is None:
        raise NotFound
    actions.leave_group(intent(request), member)
    messages.success(request, _("The person no longer belongs to this group."))
    return see_other("people:person", member.person_id)


def _person(request: Request, pk: UUID) -> Person:
    found = Person.objects.visible_to(request.access).filter(pk=pk, erased_at__isnull=True).first()
    if found is None:
        raise NotFound
    return found
