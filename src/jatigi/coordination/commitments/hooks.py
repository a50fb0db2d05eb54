"""What commitments tell the other rooms: the menu, what is due, what runs by itself."""

from jatigi.coordination.commitments import actions as _actions  # noqa: F401 — registers them
