"""What expressions look at: answers, and secondary instances, as trees that know their parents."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from xml.etree.ElementTree import Element


@dataclass(slots=True, eq=False)
class Item:
    """One node: its name, its text (leaves only), what stands below and above it."""

    name: str
    text: str = ""
    children: list[Item] = field(default_factory=list)
    parent: Item | None = None

    def add(self, child: Item) -> Item:
        child.parent = self
        self.children.append(child)
        return child

    def named(self, name: str) -> list[Item]:
        """Children of a name; all of them for `*`."""
        return [child for child in self.children if name in ("*", child.name)]

    def root(self) -> Item:
        item = self
        while item.parent is not None:
            item = item.parent
        return item

    def walk(self) -> Iterator[Item]:
        """This node and all below it, in the order of the document."""
        yield self
        for child in self.children:
            yield from child.walk()

    def string(self) -> str:
        """Its text, or that of everything below it (XPath 1.0, section 5.2)."""
        return self.text if not self.children else "".join(item.text for item in self.walk())

    @property
    def position(self) -> int:
        """Its place among the siblings of its name, from 1."""
        if self.parent is None:
            return 1
        return next(
            number for number, sibling in enumerate(self.parent.named(self.name), 1) if sibling is self
        )


def from_xml(element: Element) -> Item:
    """A tree without namespaces."""
    item = Item(element.tag.rpartition("}")[2], "" if len(element) else element.text or "")
    for child in element:
        item.add(from_xml(child))
    return item


Instances = Callable[[str], Item | None]
"""The root node of a secondary instance by its id; None where there is none here."""


def none(_name: str) -> None:
    """No secondary instances."""


def among(instances: Mapping[str, Item]) -> Instances:
    return instances.get


@dataclass(frozen=True, slots=True)
class Scope:
    """Where an expression stands: `here` in a path, `origin` as `current()` knows it, `position` of `size` in a predicate."""

    here: Item
    origin: Item
    instances: Instances = none
    position: int = 1
    size: int = 1

    @classmethod
    def at(cls, item: Item, instances: Instances = none) -> Scope:
        return cls(item, item, instances)

    def moved(self, here: Item, position: int = 1, size: int = 1) -> Scope:
        return Scope(here, self.origin, self.instances, position, size)
