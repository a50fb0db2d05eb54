"""Names by which others call organisations, as people confirmed them; taking one back."""

from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_GET, require_POST

from jatigi.agencies import rules
from jatigi.agencies.aliases import actions
from jatigi.agencies.models import OrganisationAlias
from jatigi.kernel import pages
from jatigi.kernel.access import Purpose
from jatigi.kernel.http import Request, intent, page


@require_GET
@page(purpose=Purpose.ADMINISTRATION, roles=rules.NAMING)
def names(request: Request) -> HttpResponse:
    """All confirmed names, the latest first."""
    rows = OrganisationAlias.objects.select_related("organisation", "country", "confirmed_by")
    found = pages.keyset(rows, ("-confirmed_at",), request.GET.get("after", ""))
    listed = [(row, rules.may_remove_name(request.access, row)) for row in found.rows]
    return render(request, "agencies/names.html", {"names": listed, "next": found.next})


@require_POST
@page(purpose=Purpose.ADMINISTRATION, roles=rules.NAMING)
def remove(request: Request, pk: UUID) -> HttpResponse:
    """The name means nobody any more."""
    actions.remove_alias(intent(request), pk)
    messages.success(request, _("The name is no longer confirmed."))
    return redirect("agencies:names")
