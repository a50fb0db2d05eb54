"""Which country codes exist: asked once for a form, read once for a list of rows."""

from collections.abc import Collection, Iterator
from contextlib import contextmanager
from contextvars import ContextVar

from jatigi.places.models import Country

_read: ContextVar[frozenset[str] | None] = ContextVar("countries", default=None)


@contextmanager
def read_once() -> Iterator[None]:
    """Within, every question is answered from one reading of the table."""
    token = _read.set(frozenset(Country.objects.values_list("pk", flat=True)))
    try:
        yield
    finally:
        _read.reset(token)


def known(codes: Collection[str]) -> bool:
    """Whether all `codes` (ISO 3166-1 alpha-2) are countries."""
    wanted, everything = set(codes), _read.get()
    if everything is not None:
        return wanted <= everything
    return Country.objects.filter(pk__in=wanted).count() == len(wanted)
