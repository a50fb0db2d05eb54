"""The content security policy of a page that holds a questionnaire."""

from collections.abc import Callable
from typing import Any, TypeVar, cast

from csp.constants import SELF, UNSAFE_INLINE, WASM_UNSAFE_EVAL
from csp.decorators import csp_update

View = TypeVar("View", bound=Callable[..., Any])


def form_page(view: View) -> View:
    """Lets ODK Web Forms run: WebAssembly, its own styles, its fonts and pictures; never `unsafe-eval`."""
    relaxed = csp_update(
        {
            "script-src": [SELF, WASM_UNSAFE_EVAL],
            "style-src": [SELF, UNSAFE_INLINE],
            "font-src": [SELF, "data:"],
            "img-src": [SELF, "data:", "blob:"],
        }
    )(view)
    return cast(View, relaxed)
