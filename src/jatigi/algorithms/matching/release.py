"""Reading many records without looking for garbage, and giving back what it took to the system."""

import ctypes
import gc
from collections.abc import Iterator
from contextlib import contextmanager

from jatigi.algorithms.matching import likeness, names, sound


def give_back() -> None:
    """Forget the words of records that reading noted; hand free memory back where the system's library can (glibc)."""
    for noted in (
        names.noted_ordinary,
        sound.noted,
        likeness.noted_words,
        likeness.noted_sound,
        likeness.noted_fold,
    ):
        noted.cache_clear()
    gc.collect()
    trim = getattr(ctypes.CDLL(None), "malloc_trim", None)
    if trim:
        trim(0)


@contextmanager
def uncollected() -> Iterator[None]:
    """While it lasts nobody looks for cycles: reading makes millions of small things and no cycle, and looking for one
    among all that is there already took half of its time."""
    looked = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if looked:
            gc.enable()
