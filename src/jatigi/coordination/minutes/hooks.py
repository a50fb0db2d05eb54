"""What minutes tell the rest of the house."""

from jatigi.coordination.minutes import actions as _minutes  # noqa: F401 — registers them
