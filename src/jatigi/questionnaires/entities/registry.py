"""The lists that forms may name, each registered by the room whose records it stands for."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from uuid import UUID

from django.utils.translation import gettext as _

from jatigi.kernel.access import Access
from jatigi.kernel.actions import Act
from jatigi.kernel.models import ProtectedModel
from jatigi.questionnaires.shape import Node, Shape

Said = Mapping[str, str]
"""Property to what was answered; what was not answered is left out."""


@dataclass(frozen=True, slots=True)
class Made:
    """What an entity became: its record, the person it is about, and the kind of thing (`hooks.matter`) where one is."""

    record: ProtectedModel
    person: UUID | None = None
    matter: str = ""


@dataclass(frozen=True, slots=True)
class Row:
    """One entity on a device: the least that its user needs to recognise it. `values`: its columns besides the fixed."""

    id: UUID | str
    label: str
    version: int
    values: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class EntityList:
    """A list by the name that forms use.

    properties: what a form may save to it, with what it means (for whoever writes forms; docs/guide says it in French). `create(act, said)` makes a record. `find` is the
    record that a form changes, as far as `access` may see it (None: not), and `change(act, record, said)` changes it.
    `rows(access)`: what a device is given, with `columns` besides name, label and version. All raise `JatigiError`s.
    `model`: of whose rows the journal speaks when a device fetches the list; None where nobody is in it.
    """

    name: str
    properties: Mapping[str, str]
    create: Callable[[Act, Said], Made] | None = None
    find: Callable[[Access, UUID], ProtectedModel | None] | None = None
    change: Callable[[Act, ProtectedModel, Said], Made] | None = None
    rows: Callable[[Access], Sequence[Row]] | None = None
    columns: tuple[str, ...] = ()
    model: type[ProtectedModel] | None = None


_lists: dict[str, EntityList] = {}


def register(made: EntityList) -> EntityList:
    """Called by the rooms at start-up, once for each list."""
    if made.name in _lists:
        raise RuntimeError(f"two rooms offer the entity list {made.name}")
    _lists[made.name] = made
    return made


def known(name: str) -> EntityList | None:
    """The list of this name."""
    return _lists.get(name)


def known_lists() -> list[str]:
    """The names of all lists, in order."""
    return sorted(_lists)


def documented() -> Iterator[tuple[str, str, str]]:
    """Every list, its properties and what they mean: for the documentation."""
    for name in known_lists():
        for prop, text in _lists[name].properties.items():
            yield name, prop, text


@dataclass(frozen=True, slots=True)
class Problem:
    """Why a form cannot be used here: a sentence, and where it lies. `question`: the name in its row, "" for none."""

    sentence: str
    sheet: str = "entities"
    column: str = "list_name"
    question: str = ""


def problems(shape: Shape, xform: str = "") -> list[Problem]:
    """Why a form cannot be used here as far as its entities go; nothing where it can."""
    return list(_problems(shape, xform))


def _problems(shape: Shape, xform: str) -> Iterator[Problem]:
    saving = [node for node in shape.root.walk() if node.save_to]
    if shape.entities is None:
        if saving or "<entity " in xform:
            yield Problem(_("Entities within a repetition cannot be used here."))
        return
    if xform.count("<entity ") > 1:
        yield Problem(_("A form can fill one entity list only."))
    found = known(shape.entities.dataset)
    if found is None:
        yield Problem(
            _("There is no entity list “%(name)s”. There are: %(known)s.")
            % {"name": shape.entities.dataset, "known": ", ".join(_filled())}
        )
        return
    if shape.entities.creates and found.create is None:
        yield Problem(_("The entity list “%(name)s” takes no new entities.") % {"name": found.name})
    if shape.entities.updates and found.change is None:
        words = _("The entities of the list “%(name)s” cannot be changed by a form.")
        yield Problem(words % {"name": found.name})
    repeated = {child.path for node in shape.root.walk() if node.repeats for child in node.walk()}
    yield from (problem for node in saving for problem in _saving(node, found, node.path in repeated))


def _saving(node: Node, found: EntityList, repeated: bool) -> Iterator[Problem]:
    if repeated:
        words = _("“%(name)s” lies in a repetition and cannot be saved to an entity.") % {"name": node.name}
        yield Problem(words, "survey", "save_to", node.name)
    elif node.save_to not in found.properties:
        given = {"name": node.name, "list": found.name, "property": node.save_to}
        words = _("“%(name)s”: the entity list “%(list)s” has no property “%(property)s”.") % given
        yield Problem(words, "survey", "save_to", node.name)


def _filled() -> list[str]:
    return [name for name in known_lists() if _lists[name].create or _lists[name].change]


def offered_files() -> frozenset[str]:
    """Files that a form may read without bringing them: lists that devices are given."""
    return frozenset(f"{name}.csv" for name in known_lists() if _lists[name].rows)
