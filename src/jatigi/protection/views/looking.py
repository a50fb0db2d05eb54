"""Second looks: what was done without asking, for another person to judge within 24 hours."""

from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from jatigi.kernel import clock, hooks, pages, reading
from jatigi.kernel.access import Purpose, Role
from jatigi.kernel.http import Request, intent, page, perform
from jatigi.protection import actions, rules
from jatigi.protection.forms import LookForm
from jatigi.protection.ledger import with_endings
from jatigi.protection.models import LawfulBasis


@page(purpose=Purpose.OVERSIGHT, roles={Role.SUPERVISOR})
def second_looks(request: Request) -> HttpResponse:
    """What waits for a second look in this organisation, the most urgent first."""
    waiting = LawfulBasis.objects.visible_to(request.access).filter(rules.awaiting_second_look())
    shown = pages.keyset(
        waiting.select_related("recipient", "explained_by"),
        ("second_look_due",),
        request.GET.get("after", ""),
    )
    reading.saw_list(request.access, LawfulBasis, [basis.pk for basis in shown.rows], what="second_looks")
    context = {"entries": with_endings(request.access, shown.rows), "next": shown.next, "now": clock.now()}
    return render(request, "protection/second_looks.html", context)


@page(purpose=Purpose.OVERSIGHT, roles={Role.SUPERVISOR})
def second_look(request: Request, pk: UUID) -> HttpResponse:
    """One of them: what was done, why, by whom; and the judgement."""
    basis = reading.open_record(request.access, LawfulBasis, pk, what="open_basis")
    form = LookForm(request.POST or None)
    if form.is_valid():
        judged = perform(
            request, form, lambda: actions.look_again(intent(request), basis, **form.cleaned_data)
        )
        if judged is not None:
            messages.success(request, _("Your second look is recorded."))
            return redirect("protection:second_looks")
    context = {
        "form": form,
        "person": hooks.subject(request.access, basis.subject_id),
        "entry": with_endings(request.access, [basis])[0],
        "own": basis.explained_by_id == request.access.account,
    }
    return render(request, "protection/second_look.html", context, status=422 if form.errors else 200)
