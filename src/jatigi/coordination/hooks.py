"""What the room tells the others."""

from jatigi.coordination.commitments import hooks as _commitments  # noqa: F401 — registers them
