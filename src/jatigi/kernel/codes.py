"""Codes that are still free: the one place where a room gets the code of a new row."""

from typing import TYPE_CHECKING, Any

from jatigi.algorithms.codes import new_code
from jatigi.kernel import erasure

if TYPE_CHECKING:
    from jatigi.kernel.models import ProtectedModel


def free_code(model: "type[ProtectedModel]") -> str:
    """A code that no row of `model` on this node has."""
    return free_codes(model, 1)[0]


def free_codes(model: "type[ProtectedModel]", count: int) -> list[str]:
    """`count` different codes that no row of `model` has, asked in one query.

    Of 29**6 codes two among 20,000 are alike in one run of three: what is taken is drawn again.
    """
    table: Any = model
    rows = table.objects.visible_to(erasure.access_to(model._meta.label))
    free: dict[str, None] = {}
    while len(free) < count:
        drawn = dict.fromkeys(new_code() for _ in range(count - len(free)))
        taken = set(rows.filter(code__in=list(drawn)).values_list("code", flat=True))
        free |= {code: None for code in drawn if code not in taken}
    return list(free)
