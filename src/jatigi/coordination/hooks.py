"""What the room tells the others."""

from jatigi.coordination.bodies import hooks as _bodies  # noqa: F401 — registers them
from jatigi.coordination.commitments import hooks as _commitments  # noqa: F401 — registers them
from jatigi.coordination.events import hooks as _events  # noqa: F401 — registers them
from jatigi.coordination.frameworks import hooks as _frameworks  # noqa: F401 — registers them
from jatigi.coordination.handover import hooks as _handover  # noqa: F401 — registers it
from jatigi.coordination.measures import hooks as _measures  # noqa: F401 — registers them
from jatigi.coordination.minutes import hooks as _minutes  # noqa: F401 — registers them
from jatigi.coordination.reading import hooks as _reading  # noqa: F401 — registers them
from jatigi.coordination.reporting import hooks as _reporting  # noqa: F401 — registers it
