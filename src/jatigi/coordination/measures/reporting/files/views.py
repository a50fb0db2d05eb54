"""Files of a report: brought, saved, taken away."""

from typing import Any
from uuid import UUID

from django import forms
from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.http import content_disposition_header
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_POST

from jatigi.coordination.asking import Asked, ask, data, found
from jatigi.coordination.documents import files
from jatigi.coordination.measures.reporting import rules
from jatigi.coordination.measures.reporting.files import actions
from jatigi.coordination.measures.reporting.models import ProgressReport, ReportEvidence, ReportState
from jatigi.coordination.rules import REPORTERS
from jatigi.kernel.access import Purpose
from jatigi.kernel.errors import NotFound, Refused
from jatigi.kernel.http import Request, intent, page
from jatigi.kernel.reading import open_record
from jatigi.kernel.text import LINE_LENGTH

OVERSIGHT = Purpose.OVERSIGHT


class FileForm(forms.Form):
    """A file and what it is called."""

    file = forms.FileField(
        label=gettext_lazy("Document"),
        help_text=gettext_lazy(
            "Only what anybody may read: no list of people, no document about one person. At most 10 MB."
        ),
        widget=forms.FileInput({"accept": files.ACCEPTED}),
        error_messages={"required": gettext_lazy("Choose the file.")},
    )
    title = forms.CharField(
        label=gettext_lazy("Title"),
        max_length=LINE_LENGTH,
        required=False,
        help_text=gettext_lazy("Leave empty to keep the name of the file."),
    )

    def values(self) -> dict[str, Any]:
        """What the action takes."""
        file = self.cleaned_data["file"]
        content = file.read(files.LARGEST + 1)
        return {"title": self.cleaned_data["title"], "name": file.name, "content": content}


@page(purpose=OVERSIGHT, roles=REPORTERS)
def attach(request: Request, pk: UUID) -> HttpResponse:
    """Add a file to a draft."""
    report = found(request.access, ProgressReport, pk)
    if not rules.may_write(request.access, report) or report.state != ReportState.DRAFT:
        raise Refused(code="may_write")
    back = reverse("coordination:progress", args=[pk])
    form = FileForm(data(request), request.FILES or None)
    asked = Asked(_("Add a document"), back, _("Report"), label=_("Add"), icon="upload", files=True)
    return ask(request, form, asked, lambda: actions.attach(intent(request), report, **form.values()), back)


@require_POST
@page(purpose=OVERSIGHT, roles=REPORTERS)
def detach(request: Request, pk: UUID) -> HttpResponse:
    """Take a file away from a draft."""
    kept = found(request.access, ReportEvidence, pk)
    actions.detach(intent(request), kept.report_id, evidence=kept.pk)
    messages.success(request, _("The document is gone."))
    return redirect("coordination:progress", kept.report_id)


@page(purpose=OVERSIGHT)
def file(request: Request, pk: UUID) -> HttpResponse:
    """A file as it was brought, to be saved."""
    kept = open_record(request.access, ReportEvidence, pk, what="document")
    if kept.content is None:
        raise NotFound
    headers = {
        "Content-Disposition": content_disposition_header(True, kept.name) or "attachment",
        "X-Content-Type-Options": "nosniff",
        "Cache-Control": "no-store",
    }
    return HttpResponse(bytes(kept.content), content_type=kept.kind, headers=headers)
