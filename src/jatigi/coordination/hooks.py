"""What the room tells the others."""

from jatigi.coordination.bodies import actions as bodies  # noqa: F401 — registers them
from jatigi.coordination.events import actions as events  # noqa: F401
