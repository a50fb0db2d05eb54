"""Every write of a file of a body or an event."""

from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from jatigi.coordination.bodies.models import Body
from jatigi.coordination.documents import files, rules
from jatigi.coordination.documents.models import Document
from jatigi.coordination.events.models import Event
from jatigi.kernel.access import Purpose
from jatigi.kernel.actions import Act, action
from jatigi.kernel.errors import Invalid
from jatigi.kernel.text import clean

OVERSIGHT = Purpose.OVERSIGHT
MOST = 500
TITLE_LENGTH = 200


@action("document.add_to_body", Body, allow=rules.may_add_to_body, purpose=OVERSIGHT)
def add_to_body(act: Act, body: Body, *, title: str, name: str, content: bytes) -> Document:
    """Keep a file of a body. Raises `Invalid` for "file": too large, of no known type, with macros, a broken picture."""
    return _keep(act, Document(organisation_id=act.organisation, body=body), title, name, content)


@action("document.add_to_event", Event, allow=rules.may_add_to_event, purpose=OVERSIGHT)
def add_to_event(act: Act, event: Event, *, title: str, name: str, content: bytes) -> Document:
    """The same of an event."""
    return _keep(act, Document(organisation_id=act.organisation, event=event), title, name, content)


@action("document.remove", Document, allow=rules.may_remove, purpose=OVERSIGHT)
def remove(act: Act, document: Document) -> None:
    """It was brought by mistake."""
    document.delete()


def _keep(act: Act, document: Document, title: str, name: str, content: bytes) -> Document:
    held = Document.objects.visible_to(act.access).filter(
        Q(body_id=document.body_id), Q(event_id=document.event_id)
    )
    if held.count() >= MOST:
        raise Invalid(file=_("There are too many documents here already."))
    kept = files.kept(content)
    document.name = files.safe_name(name, kept.ending)
    document.title = clean(title or document.name, "title", limit=TITLE_LENGTH, needed=True)
    document.kind, document.size, document.content = kept.kind, len(kept.content), kept.content
    document.added_by_id = act.signed()
    document.save()
    act.touched("title", "name", "content")
    return document
