"""Records past their end date, and the erasure of a person."""

from uuid import UUID

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import HttpResponseBase
from django.shortcuts import render
from django.utils.translation import gettext as _

from jatigi.kernel.access import Purpose, Role
from jatigi.kernel.errors import NotFound
from jatigi.kernel.http import Request, intent, page
from jatigi.people import actions, retention
from jatigi.people.forms import EraseForm
from jatigi.people.models import Person
from jatigi.people.views.common import perform, see_other


@page(purpose=Purpose.OVERSIGHT, roles={Role.SUPERVISOR, Role.DATA_OFFICER})
def due(request: Request) -> HttpResponseBase:
    """Whose record is past its end date: codes only; of everything else, how much."""
    context = {
        "rows": retention.due_here(request.access),
        "others": retention.other_rows_here(request.access),
        "may_erase": request.access.has(Role.SUPERVISOR),
    }
    return render(request, "people/due.html", context)


@page(purpose=Purpose.OVERSIGHT, roles={Role.SUPERVISOR}, step_up=True)
def erase(request: Request, pk: UUID) -> HttpResponseBase:
    """Erase a person for good; the code must be written once more."""
    person = Person.objects.visible_to(request.access).filter(pk=pk, erased_at__isnull=True).first()
    if person is None:
        raise NotFound
    form = EraseForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        if form.cleaned_data["code"] != person.code:
            form.add_error("code", ValidationError(_("This is not the code of this person.")))
        elif perform(
            request, form, lambda: actions.erase(intent(request), person, reason=form.cleaned_data["reason"])
        ):
            messages.success(request, _("Everything known about %(code)s is erased.") % {"code": person.code})
            return see_other("people:people")
    context = {"form": form, "person": person}
    return render(request, "people/erase.html", context, status=422 if form.errors else 200)
