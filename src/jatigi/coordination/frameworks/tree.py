"""The tree of a framework, with how many commitments and measures serve each item or what stands under it."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from uuid import UUID

from jatigi.coordination.frameworks.models import CommitmentLink, Framework, FrameworkItem
from jatigi.coordination.measures.models import MeasureCommitment
from jatigi.kernel.access import Access


@dataclass(slots=True)
class Branch:
    """An item at its depth (0 at the top), with what serves it or anything under it."""

    item: FrameworkItem
    depth: int
    commitments: set[UUID] = field(default_factory=set)
    measures: set[UUID] = field(default_factory=set)
    linked: bool = False
    """Whether a commitment serves the item itself."""

    @property
    def indent(self) -> str:
        return "\u2003" * self.depth


def of(access: Access, framework: Framework) -> list[Branch]:
    """The items in the order of the tree. Three queries, however large it is."""
    items = list(
        FrameworkItem.objects.filter(framework=framework)
        .select_related("responsible")
        .order_by("order", "code")
    )
    branches = _ordered(items)
    links = CommitmentLink.objects.visible_to(access).filter(item__in=[one.pk for one in items])
    pairs = list(links.values_list("item_id", "commitment_id"))
    answered: dict[UUID, set[UUID]] = {}
    rows = MeasureCommitment.objects.visible_to(access).filter(commitment__in=links.values("commitment_id"))
    for measure, commitment in rows.values_list("measure_id", "commitment_id"):
        answered.setdefault(commitment, set()).add(measure)
    known = {branch.item.pk: branch for branch in branches}
    above = {one.pk: one.parent_id for one in items}
    for item, commitment in pairs:
        known[item].linked = True
        for pk in up(item, above):
            known[pk].commitments.add(commitment)
            known[pk].measures |= answered.get(commitment, set())
    return branches


def up(item: UUID, above: dict[UUID, UUID | None]) -> list[UUID]:
    """The item and everything over it."""
    found: list[UUID] = []
    following: UUID | None = item
    while following is not None and following not in found:
        found.append(following)
        following = above.get(following)
    return found


def _ordered(items: Sequence[FrameworkItem]) -> list[Branch]:
    under: dict[UUID | None, list[FrameworkItem]] = {}
    for item in items:
        under.setdefault(item.parent_id, []).append(item)
    branches: list[Branch] = []
    waiting = [(item, 0) for item in reversed(under.get(None, []))]
    while waiting:
        item, depth = waiting.pop()
        branches.append(Branch(item, depth))
        waiting += [(child, depth + 1) for child in reversed(under.get(item.pk, []))]
    return branches
