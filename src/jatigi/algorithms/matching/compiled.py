"""How the inner loops are compiled: kept on disk beside the code, and free of the interpreter's lock."""

from collections.abc import Callable
from typing import Any

from numba import njit

compiled: Callable[[Callable[..., Any]], Callable[..., Any]] = njit(cache=True, nogil=True)
