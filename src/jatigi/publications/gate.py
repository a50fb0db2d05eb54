"""The gate: what of an entered table may be kept and shown, under the rule that it declares.

Counts of people that all are known go through `algorithms.disclosure`: small ones are withheld with as many others as are
needed, rows and columns that are too small are gathered. Where the source withheld some already, nothing more is done to
them: `algorithms.auditing` computes exactly what could be known of each, and the table is refused where that is too much.
A table is judged together with its earlier versions about the same time: what one of them withheld stays withheld, and
what one of them showed counts as known. docs/adr/0019-what-is-published.md
"""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from django.utils.functional import Promise
from django.utils.text import format_lazy
from django.utils.translation import gettext_lazy as _

from jatigi.algorithms import auditing, disclosure
from jatigi.algorithms.auditing import Inconsistent, Partly
from jatigi.kernel.errors import Invalid
from jatigi.publications import versions
from jatigi.publications.content import Content, Number, joined, named, one
from jatigi.publications.grid import Entered, Value

Plain = list[list[int | None]]


@dataclass(frozen=True, slots=True)
class Rule:
    """What a table declares: counts below `threshold` are withheld (0: nobody is counted), the rest rounded to `rounding`."""

    threshold: int
    rounding: int = 1


def passed(entered: Entered, rule: Rule, before: Sequence[Content] = ()) -> Content:
    """The table as it may be kept. before: versions about the same time that were published.

    Raises `Invalid` for `grid`.
    """
    if not rule.threshold:
        return _plainly(entered)
    counts = _whole(entered)
    for earlier in before:
        versions.must_be_alike(entered, earlier)
    if any(cell is None for line in counts for cell in line):
        return _audited(entered, counts, rule, before)
    return _protected(entered, counts, rule, before)


# Where nobody is counted


def _plainly(entered: Entered) -> Content:
    _sums(entered)
    return Content(
        rows=named(entered.rows), columns=named(entered.columns),
        cells=[[_number(value) for value in line] for line in entered.cells],
        row_totals=_numbers(entered.row_totals), column_totals=_numbers(entered.column_totals),
        total=_number(entered.total),
    )  # fmt: skip


def _sums(entered: Entered) -> None:
    """Totals that were entered are the sums of what is known. Raises `Invalid`."""
    lines = [*zip(entered.rows, entered.cells, entered.row_totals or (), strict=False)]
    lines += zip(entered.columns, zip(*entered.cells, strict=True), entered.column_totals or (), strict=False)
    lines += [(str(_("total")), entered.row_totals or entered.column_totals or (), entered.total)]
    wrong = [
        format_lazy(_("The total of “{name}” is {total}, its numbers add up to {found}."), name=name, total=_said(total), found=_said(found))
        for name, values, total in lines
        if total is not None and values and None not in values and (found := sum(values)) != total  # type: ignore[arg-type]
    ]  # fmt: skip
    if wrong:
        raise Invalid(grid=_sentences(wrong))


# Where people are counted


def _whole(entered: Entered) -> Plain:
    """Counts of people: whole, not negative. Raises `Invalid`."""
    totals = [*(entered.row_totals or ()), *(entered.column_totals or ()), entered.total]
    named = [
        (f"{row}, {column}", value)
        for row, line in zip(entered.rows, entered.cells, strict=True)
        for column, value in zip(entered.columns, line, strict=True)
    ]
    wrong = [
        format_lazy(_("{where} · {value} is no number of people."), where=where, value=_said(value))
        for where, value in [*named, *((str(_("total")), one) for one in totals)]
        if value is not None and (value < 0 or value != value.to_integral_value())
    ]
    if wrong:
        raise Invalid(grid=_sentences(wrong))
    return [[None if value is None else int(value) for value in line] for line in entered.cells]


def _protected(entered: Entered, counts: Plain, rule: Rule, before: Sequence[Content]) -> Content:
    """All counts are known: withhold and gather what must be."""
    _sums(entered)
    rows, columns = list(map(one, entered.rows)), list(map(one, entered.columns))
    known = [[cell or 0 for cell in line] for line in counts]
    for earlier in before:
        rows, columns, known = versions.gathered_as(earlier, rows, columns, known)
    already = {at for earlier in before for at in versions.hidden_in(earlier, rows, columns)}
    found = disclosure.shown(known, [rule.threshold] * len(rows), already=already)
    if found is None:
        raise Invalid(grid=_("These are so few people that nothing of the table can be shown."))
    lines = _in_order(found, len(rows))
    content = Content(
        rows=[joined(rows, group) for group, _cells in lines],
        columns=[joined(columns, group) for group in found.columns],
        cells=[cells for _group, cells in lines],
        row_totals=None
        if len(found.columns) == 1
        else [sum(sum(known[i]) for i in group) for group, _cells in lines],
        column_totals=list(found.column_totals),
        total=found.total,
    )
    truth = [
        [sum(known[i][j] for i in row for j in column) for column in found.columns] for row, _cells in lines
    ]
    _must_hold(content, rule, before, lambda i, j: truth[i][j])
    return _rounded(content, rule.rounding)


def _in_order(found: disclosure.Shown, height: int) -> list[tuple[tuple[int, ...], list[Number]]]:
    """The lines in the order in which they were entered; those about nobody, which are left out, come back as 0."""
    lines: list[tuple[tuple[int, ...], list[Number]]] = [
        (group, list(cells)) for group, cells in zip(found.rows, found.cells, strict=True)
    ]
    there = {i for group in found.rows for i in group}
    lines += [((i,), [0] * len(found.columns)) for i in range(height) if i not in there]
    return sorted(lines, key=lambda line: line[0])


def _audited(entered: Entered, counts: Plain, rule: Rule, before: Sequence[Content]) -> Content:
    """The source withheld some: nothing shown is small, and nothing withheld can be computed. Raises `Invalid`."""
    for earlier in before:
        same = (entered.rows, entered.columns) == tuple(
            tuple(line["label"] for line in lines) for lines in (earlier["rows"], earlier["columns"])
        )
        if not same:
            raise Invalid(
                grid=_(
                    "An earlier version about the same time has other lines: enter all counts, the gate gathers them again."
                )
            )
    content = _plainly(entered)
    if rule.rounding > 1:
        _must_be_rounded(content, rule.rounding)
    small = [
        format_lazy(_("{where} · {value} is below {threshold}: withhold it, or enter all counts and let the gate do it."),
                    where=where, value=value, threshold=rule.threshold)
        for where, value in _everything(content)
        if isinstance(value, int) and 0 < value < rule.threshold
    ]  # fmt: skip
    if small:
        raise Invalid(grid=_sentences(small))
    for earlier in before:
        shown = [
            at
            for at in versions.hidden_in(earlier, content["rows"], content["columns"])
            if content["cells"][at[0]][at[1]] is not None
        ]
        if shown:
            raise Invalid(
                grid=_sentences(
                    _where(
                        content,
                        at,
                        _("was withheld in an earlier version about the same time, and stays so."),
                    )
                    for at in shown
                )
            )
    _must_hold(content, rule, before, lambda _i, _j: None)
    return content


def _must_be_rounded(content: Content, rounding: int) -> None:
    """Rounded totals beside withheld counts cannot be judged exactly: then there are none. Raises `Invalid`."""
    if content["row_totals"] or content["column_totals"]:
        raise Invalid(
            grid=_(
                "Rounded totals beside withheld counts cannot be judged: leave the totals out, or enter counts that are not rounded."
            )
        )
    for where, value in _everything(content):
        if isinstance(value, int) and value % rounding:
            raise Invalid(
                grid=format_lazy(
                    _("{where} · {value} is not rounded to {rounding}."),
                    where=where,
                    value=value,
                    rounding=rounding,
                )
            )


def _must_hold(
    content: Content, rule: Rule, before: Sequence[Content], truth: Callable[[int, int], int | None]
) -> None:
    """Nobody can compute what is withheld, not even with the earlier versions. Raises `Invalid`.

    truth: a count that is withheld now, where it is known; an earlier version may have shown it.
    """
    _judge(content, content["cells"], rule.threshold)
    for earlier in before:
        hidden = versions.hidden_in(earlier, content["rows"], content["columns"])
        known = [
            [
                cell if cell is not None or (i, j) in hidden else _known(truth(i, j), earlier, i, j)
                for j, cell in enumerate(line)
            ]
            for i, line in enumerate(content["cells"])
        ]
        if known != content["cells"]:
            _judge(content, known, rule.threshold, inconsistent_is_fine=True)


def _known(true: int | None, earlier: Content, i: int, j: int) -> Number:
    same = i < len(earlier["cells"]) and j < len(earlier["cells"][i])
    return true if true is not None else earlier["cells"][i][j] if same else None


def _judge(content: Content, cells: Any, least: int, *, inconsistent_is_fine: bool = False) -> None:
    seen: Any = (
        content["row_totals"] or [None] * len(content["rows"]),
        content["column_totals"] or [None] * len(content["columns"]),
        content["total"],
    )
    try:
        narrow = auditing.too_narrow(Partly(cells, *seen), least)
    except Inconsistent:
        if inconsistent_is_fine:
            return
        raise Invalid(
            grid=_(
                "These totals cannot be: the numbers that are shown add up to more, or leave nothing for what is withheld."
            )
        ) from None
    if narrow:
        raise Invalid(
            grid=_sentences(
                _where(
                    content,
                    at,
                    _(
                        "is withheld, but can be computed from the totals. Withhold another number of its line and of its column."
                    ),
                )
                for at in narrow
            )
        )


# Numbers and names


def _rounded(content: Content, to: int) -> Content:
    if to == 1:
        return content

    def near(value: Number) -> Number:
        return (value + to // 2) // to * to if isinstance(value, int) else value

    def nearly(values: list[Number] | None) -> list[Number] | None:
        return None if values is None else [near(value) for value in values]

    return Content(
        rows=content["rows"], columns=content["columns"], cells=[[near(one) for one in line] for line in content["cells"]],
        row_totals=nearly(content["row_totals"]), column_totals=nearly(content["column_totals"]), total=near(content["total"]),
    )  # fmt: skip


def _number(value: Value) -> Number:
    if value is None:
        return None
    return int(value) if value == value.to_integral_value() else str(value.normalize())


def _numbers(values: Sequence[Value] | None) -> list[Number] | None:
    return None if values is None else [_number(value) for value in values]


def _everything(content: Content) -> list[tuple[str, Number]]:
    """Every number with where it stands, totals included."""
    found = [
        (f"{row['label']}, {column['label']}", value)
        for row, line in zip(content["rows"], content["cells"], strict=True)
        for column, value in zip(content["columns"], line, strict=True)
    ]
    total = str(_("total"))
    found += [
        (f"{total}, {row['label']}", n)
        for row, n in zip(content["rows"], content["row_totals"] or (), strict=False)
    ]
    found += [
        (f"{total}, {one['label']}", n)
        for one, n in zip(content["columns"], content["column_totals"] or (), strict=False)
    ]
    return [*found, (total, content["total"])]


def _where(content: Content, at: tuple[int, int], sentence: "str | Promise") -> Promise:
    row, column = content["rows"][at[0]]["label"], content["columns"][at[1]]["label"]
    return format_lazy(
        _("Line “{row}”, column “{column}” · {sentence}"), row=row, column=column, sentence=sentence
    )


def _said(value: Decimal | int | None) -> str:
    return "" if value is None else f"{Decimal(value):f}"


def _sentences(found: "Iterable[str | Promise]") -> Promise:
    listed = list(found)[:8]
    return format_lazy("{}" + " {}" * (len(listed) - 1), *listed)
