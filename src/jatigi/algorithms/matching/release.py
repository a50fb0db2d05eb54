"""What reading many records took, given back to the system."""

import ctypes
import gc

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
