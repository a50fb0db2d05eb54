"""What somebody can compute of the withheld counts of a table, exactly: how many values each of them can have.

A table whose counts and totals are partly withheld is a transport problem: every row and every column whose total is
shown hands on what the shown counts leave over. The possible values of one withheld count are all whole numbers from the
smallest to the largest solution, which are two maximal flows (the matrix is totally unimodular). Nothing is assumed of
how the withheld counts were chosen but that they are at least 1, where that is possible at all: 0 is shown.

Source: A. Hundepool et al., Statistical Disclosure Control (Wiley, 2012), section 4.4 (auditing of protected tables).
"""

from collections import deque
from collections.abc import Collection, Sequence
from dataclasses import dataclass, field

Count = int | None
"""None: withheld."""
FREE = 10**12


class Inconsistent(ValueError):
    """No counts whatever make these totals."""


@dataclass(frozen=True, slots=True)
class Partly:
    """A table as somebody sees it: rows × columns, and its totals, None where they are not shown."""

    cells: Sequence[Sequence[Count]]
    row_totals: Sequence[Count]
    column_totals: Sequence[Count]
    total: Count = None


def too_narrow(
    table: Partly, least: int, among: Collection[tuple[int, int]] | None = None
) -> list[tuple[int, int]]:
    """The withheld counts (row, column) that have fewer than `least` possible values; of `among` only, if given.

    Raises `Inconsistent` where the totals cannot be what they are.
    """
    hidden = [(i, j) for i, line in enumerate(table.cells) for j, cell in enumerate(line) if cell is None]
    net = _solved(table, hidden)
    asked = [at for at in hidden if among is None or at in among]
    return [at for at in asked if net.values(net.edges[at], least) < least]


@dataclass
class _Net:
    """A network with a flow: edge k and its way back k ^ 1, with what can still go along each."""

    head: list[int] = field(default_factory=list)
    room: list[int] = field(default_factory=list)
    leaving: dict[int, list[int]] = field(default_factory=dict)
    excess: dict[int, int] = field(default_factory=dict)
    edges: dict[tuple[int, int], int] = field(default_factory=dict)

    def join(self, start: int, end: int, low: int, high: int) -> int:
        """An edge that carries from `low` to `high`; its number."""
        self.excess[end] = self.excess.get(end, 0) + low
        self.excess[start] = self.excess.get(start, 0) - low
        return self._edge(start, end, high - low)

    def _edge(self, start: int, end: int, room: int) -> int:
        number = len(self.head)
        self.head += [end, start]
        self.room += [room, 0]
        self.leaving.setdefault(start, []).append(number)
        self.leaving.setdefault(end, []).append(number ^ 1)
        return number

    def settle(self) -> bool:
        """Find a flow that respects every `low`; whether there is one."""
        source, sink, needed = -1, -2, 0
        for node, excess in list(self.excess.items()):
            if excess > 0:
                self._edge(source, node, excess)
                needed += excess
            elif excess < 0:
                self._edge(node, sink, -excess)
        return self._push(self.room, source, sink, needed) == needed

    def values(self, edge: int, least: int) -> int:
        """How many values the flow along `edge` can have, counted up to `least`; it carries 1 or 0 at least."""
        start, end = self.head[edge ^ 1], self.head[edge]
        carried = self.room[edge ^ 1]
        more = self._push(self._without(edge), end, start, least)
        less = min(carried, self._push(self._without(edge), start, end, least))
        return more + less + 1

    def _without(self, edge: int) -> list[int]:
        room = list(self.room)
        room[edge] = room[edge ^ 1] = 0
        return room

    def _push(self, room: list[int], source: int, sink: int, most: int) -> int:
        """What can go from `source` to `sink`, at most `most`; `room` is used up by it."""
        sent = 0
        while sent < most and (path := self._path(room, source, sink)):
            step = min([most - sent, *(room[edge] for edge in path)])
            for edge in path:
                room[edge] -= step
                room[edge ^ 1] += step
            sent += step
        return sent

    def _path(self, room: list[int], source: int, sink: int) -> list[int]:
        if source == sink:
            return []
        came, waiting = {source: -1}, deque([source])
        while waiting and sink not in came:
            here = waiting.popleft()
            for edge in self.leaving.get(here, ()):
                end = self.head[edge]
                if room[edge] > 0 and end not in came:
                    came[end] = edge
                    waiting.append(end)
        path, here = [], sink
        while here in came and here != source:
            path.append(came[here])
            here = self.head[came[here] ^ 1]
        return path


def _solved(table: Partly, hidden: Sequence[tuple[int, int]]) -> _Net:
    """The network of what is withheld, with one solution. Raises `Inconsistent`."""
    for low in (1, 0):
        net = _network(table, hidden, low)
        if net is not None and net.settle():
            return net
    raise Inconsistent


def _network(table: Partly, hidden: Sequence[tuple[int, int]], low: int) -> _Net | None:
    """Begin → rows → columns → end → begin; rows (and columns) whose total is not shown are one node together."""
    height, width = len(table.cells), len(table.column_totals)
    begin, end, other_rows, other_columns = 0, 1, 2, 3
    rows = [_left(table.row_totals[i], table.cells[i]) for i in range(height)]
    columns = [_left(table.column_totals[j], [line[j] for line in table.cells]) for j in range(width)]
    shown = [cell for line in table.cells for cell in line]
    whole = _left(table.total, shown)
    if any(left is not None and left < 0 for left in (*rows, *columns, whole)):
        return None
    net = _Net()
    at_row = [other_rows if left is None else 4 + i for i, left in enumerate(rows)]
    at_column = [other_columns if left is None else 4 + height + j for j, left in enumerate(columns)]
    for node, left in zip(at_row, rows, strict=True):
        if left is not None:
            net.join(begin, node, left, left)
    for node, left in zip(at_column, columns, strict=True):
        if left is not None:
            net.join(node, end, left, left)
    net.join(begin, other_rows, 0, FREE)
    net.join(other_columns, end, 0, FREE)
    net.join(end, begin, *((0, FREE) if whole is None else (whole, whole)))
    for i, j in hidden:
        net.edges[i, j] = net.join(at_row[i], at_column[j], low, FREE)
    return net


def _left(total: Count, cells: Sequence[Count]) -> Count:
    """What the shown counts leave of a total."""
    return None if total is None else total - sum(cell for cell in cells if cell is not None)
