"""The stage: who plays whom, and what has been made so far under which key of the story."""

from collections import Counter
from dataclasses import dataclass, field
from functools import singledispatch
from uuid import UUID

from jatigi.kernel.access import Access, Intent, Purpose
from jatigi.project.demo.events import BasisRecorded, Event


@dataclass
class Stage:
    """`cast`: member → access · `ids`: key of the story → id of the record · `first_bases`: bases that a registration records."""

    cast: dict[str, Access] = field(default_factory=dict)
    ids: dict[str, UUID] = field(default_factory=dict)
    beds: dict[str, int] = field(default_factory=dict)
    first_bases: dict[str, BasisRecorded] = field(default_factory=dict)
    led_to: set[str] = field(default_factory=set)
    """Visits that are linked to a person."""
    waiting: Counter[str] = field(default_factory=Counter)
    """Service → how many were put on its waiting list."""
    service_of: dict[str, str] = field(default_factory=dict)
    """Referral → the service that was asked."""

    def access(self, event: Event, purpose: str) -> Access:
        return self.cast[event.actor].for_purpose(purpose)

    def intent(self, event: Event, purpose: str = Purpose.PUBLIC) -> Intent:
        """Who does it, for what, and when it happened. Actions that have a purpose of their own bring it."""
        return self.access(event, purpose).doing(at=event.happened_at)

    def account(self, member: str) -> UUID | None:
        return self.cast[member].account if member else None


@singledispatch
def perform(event: Event, _stage: Stage) -> None:
    """Do what the event tells. Raises `JatigiError` where an action refuses it."""
    raise NotImplementedError(type(event).__name__)
