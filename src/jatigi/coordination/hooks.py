"""What the room tells the others."""

from jatigi.coordination.bodies import actions as bodies
from jatigi.coordination.bodies.feeds import actions as feeds
from jatigi.coordination.bodies.work import actions as work
from jatigi.coordination.documents import actions as documents
from jatigi.coordination.events import actions as events
from jatigi.coordination.events.agenda import actions as agenda
from jatigi.coordination.events.programme import actions as programme
from jatigi.coordination.events.series import actions as series
from jatigi.coordination.minutes import actions as minutes

REGISTERED = (agenda, bodies, documents, events, feeds, minutes, programme, series, work)
"""Imported so that their actions and rules are known."""
