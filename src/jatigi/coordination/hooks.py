"""What the room tells the others."""

from jatigi.coordination.frameworks import hooks as _frameworks  # noqa: F401
