"""The pages that anybody reads: which tables there are, one of them, its numbers as a file. Without script or cookie."""

from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from jatigi.kernel.access import ANONYMOUS
from jatigi.kernel.errors import NotFound
from jatigi.kernel.http import Request, public
from jatigi.kernel.pages import keyset
from jatigi.publications import files
from jatigi.publications.codes import PUBLIC_STATES, State
from jatigi.publications.models import Edition
from jatigi.publications.views import shown

CSV = "text/csv; charset=utf-8"


@require_safe
@public()
def published(request: Request) -> HttpResponse:
    """What is published, the newest data first."""
    rows = Edition.objects.visible_to(ANONYMOUS).filter(state=State.PUBLISHED)
    found = keyset(rows.select_related("organisation"), ("-source_on",), request.GET.get("after", ""))
    return render(request, "publications/open/list.html", {"editions": found.rows, "next": found.next})


@require_safe
@public()
def one(request: Request, code: str, number: int = 0) -> HttpResponse:
    """A version of a table, the newest unless `number` says which. What was withdrawn says so, without its numbers."""
    edition = _edition(code, number)
    withdrawn = edition.state == State.WITHDRAWN
    rows = Edition.objects.visible_to(ANONYMOUS).filter(code=edition.code, state__in=PUBLIC_STATES)
    versions = list(rows.exclude(pk=edition.pk).order_by("-number")[:50])
    context = {"edition": edition} if withdrawn else shown(edition)
    context |= {"withdrawn": withdrawn, "versions": versions, "about": files.about(edition)}
    return render(request, "publications/open/one.html", context)


@require_safe
@public()
def as_file(_request: Request, code: str, number: int) -> HttpResponse:
    """The numbers of a version that was not withdrawn."""
    edition = _edition(code, number)
    if edition.state == State.WITHDRAWN:
        raise NotFound
    return as_download(files.as_csv(edition), f"{code}-{number}-{edition.source_on:%Y-%m-%d}.csv")


def as_download(content: bytes, name: str, kind: str = CSV) -> HttpResponse:
    """A file that is saved."""
    return HttpResponse(
        content, content_type=kind, headers={"Content-Disposition": f'attachment; filename="{name}"'}
    )


def _edition(code: str, number: int) -> Edition:
    """The one asked for; without a number what stands published, else the last that did. Raises `NotFound`."""
    rows = Edition.objects.visible_to(ANONYMOUS).select_related("organisation").filter(code=code)
    found = list(rows.filter(number=number) if number else rows.order_by("-number"))
    standing = next((edition for edition in found if edition.state == State.PUBLISHED), None)
    chosen = standing or (found[0] if found else None)
    if chosen is None:
        raise NotFound
    return chosen
