"""Who reads files of bodies and events, and who adds some."""

from django.db.models import Exists, OuterRef, Q

from jatigi.coordination import rules
from jatigi.coordination.bodies import rules as bodies
from jatigi.coordination.bodies.models import Body
from jatigi.coordination.documents.models import Document
from jatigi.coordination.events import rules as events
from jatigi.coordination.events.models import Event
from jatigi.kernel.access import Access
from jatigi.kernel.querysets import NOTHING, visible


@visible(Document)
def documents(access: Access) -> Q:
    """Whoever sees the event; of a body, whoever works on the node, or of a closed one who sits in it."""
    if not rules.may_see(access):
        return NOTHING
    of_event = Exists(Event.objects.visible_to(access).filter(pk=OuterRef("event_id")))
    mine = Q(closed=False) | Q(organisation_id=access.organisation) | rules.sits_in(access.organisation, "pk")
    of_body = Exists(Body.objects.visible_to(access).filter(mine, pk=OuterRef("body_id")))
    return Q(of_event) | Q(of_body)


def may_add_to_body(access: Access, body: Body) -> bool:
    """The secretariat, and members through somebody who speaks for them."""
    return bodies.takes_part(access, body)


def may_add_to_event(access: Access, event: Event) -> bool:
    """The same for an event."""
    return rules.keeps(access, event) or (
        access.has(*rules.REPORTERS) and events.is_of_the_circle(access, event)
    )


def may_remove(access: Access, document: Document) -> bool:
    """Whose organisation brought it, or the secretariat."""
    if not access.has(*rules.REPORTERS):
        return False
    if document.organisation_id == access.organisation:
        return True
    if document.body_id is not None:
        return rules.keeps(access, bodies.body_of(document.body_id))
    return document.event_id is not None and rules.keeps(access, events.event_of(document.event_id))
