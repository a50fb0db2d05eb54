"""How the inner loops are compiled: kept on disk beside the code, and free of the interpreter's lock."""

from collections.abc import Callable
from typing import Any

from numba import njit

compiled: Callable[[Callable[..., Any]], Callable[..., Any]] = njit(cache=True, nogil=True)

counting_nothing: Callable[[Callable[..., Any]], Callable[..., Any]] = njit(  # type: ignore[call-overload]
    cache=True, nogil=True, _nrt=False
)
"""The same for loops that make no array: who holds the arrays is not counted, which took two thirds of their time."""

inlined: Callable[[Callable[..., Any]], Callable[..., Any]] = njit(inline="always")
"""The same for what stands in an inner loop of another: many arrays are not handed over each time."""
