"""Documents: brought, saved, taken away."""

from typing import Any
from uuid import UUID

from django import forms
from django.http import HttpResponse
from django.urls import reverse
from django.utils.http import content_disposition_header
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from jatigi.coordination import rules as room
from jatigi.coordination.asking import Asked, NothingForm, ask, data, found
from jatigi.coordination.bodies.models import Body
from jatigi.coordination.documents import actions, files, rules
from jatigi.coordination.documents.models import Document
from jatigi.coordination.events.models import Event
from jatigi.kernel.access import Purpose
from jatigi.kernel.errors import Refused
from jatigi.kernel.http import Request, intent, page
from jatigi.kernel.reading import open_record

OVERSIGHT = Purpose.OVERSIGHT


class DocumentForm(forms.Form):
    """A file and what it is called."""

    file = forms.FileField(
        label=gettext_lazy("Document"),
        help_text=gettext_lazy("PDF, text, table, presentation or picture, at most 10 MB."),
        widget=forms.FileInput({"accept": files.ACCEPTED}),
        error_messages={"required": gettext_lazy("Choose the file.")},
    )
    title = forms.CharField(
        label=gettext_lazy("Title"),
        max_length=200,
        required=False,
        help_text=gettext_lazy("Leave empty to keep the name of the file."),
    )

    def values(self) -> dict[str, Any]:
        """What the actions take."""
        file = self.cleaned_data["file"]
        return {
            "title": self.cleaned_data["title"],
            "name": file.name,
            "content": file.read(files.LARGEST + 1),
        }


@page(purpose=OVERSIGHT, roles=room.REPORTERS)
def to_body(request: Request, pk: UUID) -> HttpResponse:
    """A file of a body."""
    body = found(request.access, Body, pk)
    if not rules.may_add_to_body(request.access, body):
        raise Refused(code="may_add_to_body")
    form = DocumentForm(data(request), request.FILES or None)
    back = reverse("coordination:body", args=[pk])
    asked = _asked(back, body.name)
    return ask(
        request, form, asked, lambda: actions.add_to_body(intent(request), body, **form.values()), back
    )


@page(purpose=OVERSIGHT, roles=room.REPORTERS)
def to_event(request: Request, pk: UUID) -> HttpResponse:
    """A file of an event."""
    event = found(request.access, Event, pk)
    if not rules.may_add_to_event(request.access, event):
        raise Refused(code="may_add_to_event")
    form = DocumentForm(data(request), request.FILES or None)
    back = reverse("coordination:event", args=[pk])
    asked = _asked(back, event.title)
    return ask(
        request, form, asked, lambda: actions.add_to_event(intent(request), event, **form.values()), back
    )


@page(purpose=OVERSIGHT)
def document(request: Request, pk: UUID) -> HttpResponse:
    """The file, to be saved: never shown within the pages of the house."""
    one = open_record(request.access, Document, pk, what="document")
    headers = {
        "Content-Disposition": content_disposition_header(True, one.name) or "attachment",
        "X-Content-Type-Options": "nosniff",
        "Cache-Control": "no-store",
    }
    return HttpResponse(bytes(one.content), content_type=one.kind, headers=headers)


@page(purpose=OVERSIGHT, roles=room.REPORTERS)
def remove(request: Request, pk: UUID) -> HttpResponse:
    """It was brought by mistake."""
    one = found(request.access, Document, pk)
    if not rules.may_remove(request.access, one):
        raise Refused(code="may_remove")
    back = _home(one)
    asked = Asked(_("Remove this document?"), back, _("Back"), label=_("Remove"), kind="danger", icon="trash-2",
                  lead=one.title, told=_("Removed."))  # fmt: skip
    return ask(request, NothingForm(data(request)), asked, lambda: actions.remove(intent(request), one), back)


def _asked(back: str, label: str) -> Asked:
    return Asked(
        _("Add a document"), back, label, label=_("Add"), icon="upload", files=True, told=_("Added.")
    )


def _home(one: Document) -> str:
    if one.body_id:
        return reverse("coordination:body", args=[one.body_id])
    return reverse("coordination:event", args=[one.event_id])
