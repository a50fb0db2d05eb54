"""What the room tells the others."""

from jatigi.coordination.bodies import actions as bodies
from jatigi.coordination.bodies.feeds import actions as feeds
from jatigi.coordination.bodies.work import actions as work
from jatigi.coordination.commitments import hooks as _commitments  # noqa: F401 — registers them
from jatigi.coordination.documents import actions as documents
from jatigi.coordination.events import actions as events
from jatigi.coordination.events.agenda import actions as agenda
from jatigi.coordination.events.programme import actions as programme
from jatigi.coordination.events.series import actions as series
from jatigi.coordination.frameworks import hooks as _frameworks  # noqa: F401 — registers them
from jatigi.coordination.handover import hooks as _handover  # noqa: F401 — registers it
from jatigi.coordination.measures import hooks as _measures  # noqa: F401 — registers them
from jatigi.coordination.minutes import actions as minutes
from jatigi.coordination.reporting import hooks as _reporting  # noqa: F401 — registers it

REGISTERED = (agenda, bodies, documents, events, feeds, minutes, programme, series, work)
"""Imported so that their actions and rules are known."""
from jatigi.coordination.bodies import hooks as _bodies  # noqa: F401 — registers them
from jatigi.coordination.events import hooks as _events  # noqa: F401 — registers them
from jatigi.coordination.minutes import hooks as _minutes  # noqa: F401 — registers them
