"""How the inner loops are compiled: kept on disk beside the code, and free of the interpreter's lock.

What is kept belongs to the code of this whole package: the compiler looks at the file of a loop alone, not at those of what
the loop calls, and would go on with what a release before had compiled.
"""

from collections.abc import Callable
from hashlib import sha256
from pathlib import Path
from typing import Any

from numba import config, njit

_HERE = Path(__file__).parent
_WRITTEN = sha256(b"".join(file.read_bytes() for file in sorted(_HERE.glob("*.py")))).hexdigest()[:16]
config.CACHE_DIR = str(_HERE / "__pycache__" / f"compiled-{_WRITTEN}")  # type: ignore[attr-defined]  # numba names its settings at run time

compiled: Callable[[Callable[..., Any]], Callable[..., Any]] = njit(cache=True, nogil=True)

counting_nothing: Callable[[Callable[..., Any]], Callable[..., Any]] = njit(  # type: ignore[call-overload]
    cache=True, nogil=True, _nrt=False
)
"""The same for loops that make no array: who holds the arrays is not counted, which took two thirds of their time."""

inlined: Callable[[Callable[..., Any]], Callable[..., Any]] = njit(inline="always")
"""The same for what stands in an inner loop of another: many arrays are not handed over each time."""
