"""What is wrong in the sheets of a form, with sheet, row and column: before pyxform stops at the first."""

import re
from collections import Counter
from collections.abc import Iterator, Mapping
from graphlib import CycleError, TopologicalSorter

from jatigi.questionnaires.judging import formulas, survey
from jatigi.questionnaires.judging.findings import Finding, Unusable, nearest, shown
from jatigi.questionnaires.judging.reading import Sheets, near_sheet
from jatigi.questionnaires.judging.survey import Question, Survey
from jatigi.questionnaires.judging.tables import Row, Table, tables

FORMULAS = ("relevant", "constraint", "calculation", "required", "read_only", "choice_filter", "repeat_count")
TRANSLATED = ("label", "hint", "guidance_hint", "constraint_message", "required_message")
_TRUTHS = frozenset({"yes", "no", "true", "false", "true()", "false()"})
_YES = frozenset({"yes", "true", "true()"})

_REFERENCE = re.compile(r"\$\{([^}]*)\}")
_OPEN = re.compile(r"\$\{[^}]*$")
_REFERRED = re.compile(r"(?:last-saved#)?[^\W\d][\w.-]*")


def found(sheets: Sheets) -> list[Finding]:
    """Everything. Raises `Unusable` where there is no survey to look at."""
    here = tables(sheets)
    questions, choices = _survey_sheet(here, sheets), here.get("choices", Table("choices"))
    lists = _lists(choices)
    read = survey.read(questions, lists)
    return [
        *_columns(here, sheets, read),
        *read.findings,
        *_choices(choices, read, here.get("settings", Table("settings"))),
        *_conditions(here, read),
        *_cycles(read, questions),
        *_words(questions, read),
        *_translations(here),
        *_settings(here),
    ]


def _survey_sheet(here: Mapping[str, Table], sheets: Sheets) -> Table:
    found = here.get("survey")
    if found is None:
        near = near_sheet("survey", sheets)
        raise Unusable("sheet_near" if near else "sheet_missing", "survey", sheet="survey", near=shown(near))
    if "type" not in found.columns:
        near = nearest("type", list(found.columns.values()))
        raise Unusable(
            "column_near" if near else "column_missing", "survey", 1, "type", column="type", near=shown(near)
        )
    if not found.rows:
        raise Unusable("survey_empty", "survey")
    return found


def _lists(choices: Table) -> dict[str, list[Row]]:
    lists: dict[str, list[Row]] = {}
    for row in choices.rows:
        if row.get("list_name"):
            lists.setdefault(row.get("list_name").strip(), []).append(row)
    return lists


def _columns(here: Mapping[str, Table], sheets: Sheets, read: Survey) -> Iterator[Finding]:
    if "name" not in here["survey"].columns:
        yield Finding("column_missing", "survey", 1, "name", {"column": "name"})
    choices = here.get("choices")
    if choices is None:
        if any(f.code == "list_unknown" for f in read.findings):
            near = near_sheet("choices", sheets)
            given = {"sheet": "choices", "near": shown(near)}
            yield Finding("sheet_near" if near else "sheet_missing", "choices", given=given)
        return
    for column in ("list_name", "name"):
        if choices.rows and column not in choices.columns:
            near = nearest(column, choices.columns.values())
            code = "column_near" if near else "column_missing"
            yield Finding(code, "choices", 1, column, {"column": column, "near": shown(near)})
    if choices.rows and not choices.languages("label"):
        yield Finding("column_missing", "choices", 1, "label", {"column": "label"}, warning=True)


def _choices(choices: Table, read: Survey, settings: Table) -> Iterator[Finding]:
    twice_allowed = any(row.get("allow_choice_duplicates").lower() in _YES for row in settings.rows)
    several = {question.list_name for question in read.questions if question.several}
    seen: dict[tuple[str, str], int] = {}
    for row in choices.rows:
        listed, name = row.get("list_name").strip(), row.get("name").strip()
        place = ("choices", row.number)
        if not listed:
            if name and "list_name" in choices.columns:
                yield Finding(
                    "choice_list_missing", *place, choices.written("list_name"), {"name": shown(name)}
                )
            continue
        column, given = choices.written("name"), {"name": shown(name), "list": shown(listed)}
        if not name:
            if "name" in choices.columns:
                yield Finding("choice_name_missing", *place, column, given)
            continue
        earlier = seen.setdefault((listed, name), row.number)
        if earlier != row.number and not twice_allowed:
            yield Finding("choice_twice", *place, column, {**given, "earlier": str(earlier)})
        if len(name.split()) > 1:
            yield Finding(
                "choice_blank", *place, column, {**given, "better": survey.plain(name)}, listed not in several
            )
        elif not name.isascii():
            yield Finding(
                "choice_accent", *place, column, {**given, "better": survey.plain(name)}, warning=True
            )
        if choices.languages("label") and not (row.any("label") or _media(row)):
            yield Finding("choice_label_missing", *place, choices.written("label"), given, warning=True)


def _media(row: Row) -> bool:
    return any(row.any(kind) for kind in ("image", "big-image", "audio", "video"))


def _conditions(here: Mapping[str, Table], read: Survey) -> Iterator[Finding]:
    """References and expressions wherever they may stand."""
    names = read.names()
    table = here["survey"]
    for row in table.rows:
        if row.get("disabled").lower() in _YES:
            continue
        calculated = row.get("type").strip() == "calculate"
        if calculated and not (row.get("calculation") or row.get("default") or row.get("trigger")):
            yield Finding("calculation_missing", "survey", row.number, table.written("calculation"))
        for column, text in row.cells.items():
            yield from _references(table, row, column, text, names)
            if column in FORMULAS and text.strip().lower() not in _TRUTHS:
                yield from _formula(table, row, column, text)
    for sheet in ("choices", "settings", "entities"):
        other = here.get(sheet)
        for row in other.rows if other else ():
            for column, text in row.cells.items():
                if other and "${" in text:
                    yield from _references(other, row, column, text, names)


def _formula(table: Table, row: Row, column: str, text: str) -> Iterator[Finding]:
    if _OPEN.search(text):
        return
    for code, given in formulas.problems(text):
        yield Finding(code, table.name, row.number, table.written(column), given)


def _references(table: Table, row: Row, column: str, text: str, names: Counter[str]) -> Iterator[Finding]:
    place = (table.name, row.number, table.written(column))
    if _OPEN.search(text):
        yield Finding("reference_open", *place, {"near": shown(_OPEN.findall(text)[0])})
    for written in dict.fromkeys(_REFERENCE.findall(text)):
        name = written.removeprefix("last-saved#")
        given = {"name": shown(name)}
        if not _REFERRED.fullmatch(written):
            yield Finding("reference_bad", *place, {"name": shown(written), "better": survey.plain(written)})
        elif names[name] == 0:
            near = nearest(name, names)
            yield Finding("reference_near" if near else "reference_unknown", *place, {**given, "near": near})
        elif names[name] > 1:
            yield Finding("reference_twice", *place, given)


# What depends on itself


def _cycles(read: Survey, table: Table) -> Iterator[Finding]:
    """Conditions and calculations that wait for one another: pyxform does not look for them."""
    needs = _needs(read)
    order = {question.name: question for question in reversed(read.questions)}
    for _round in range(20):
        try:
            TopologicalSorter(needs).prepare()
        except CycleError as error:
            circle: list[str] = error.args[1][:-1][::-1]
            asked = [name for name in circle if name in order]
            first = min(asked, key=lambda name: order[name].row.number)
            turned = circle[circle.index(first) :] + circle[: circle.index(first)]
            place = _where(order, turned)
            yield Finding(
                "cycle", "survey", order[place[0]].row.number, table.written(place[1]),
                {"names": shown(" → ".join([*turned, first])), "name": first},
            )  # fmt: skip
            needs[turned[0]].discard(turned[1 % len(turned)])
        else:
            return


def _needs(read: Survey) -> dict[str, set[str]]:
    """Question → what must be known before it: what its condition and its calculation name, and its group's."""
    names = read.names()
    needs: dict[str, set[str]] = {}
    for question in read.questions:
        if names[question.name] != 1:
            continue
        waits = needs.setdefault(question.name, set())
        waits.update(name for column in _waiting(question) for name in _named_in(question.row.get(column)))
        waits.update(name for name in question.within[-1:] if name)
    return {name: {one for one in waits if one in needs} for name, waits in needs.items()}


def _waiting(question: Question) -> tuple[str, ...]:
    return ("relevant",) if question.row.get("trigger") else ("relevant", "calculation")


def _named_in(text: str) -> Iterator[str]:
    """References to this filling and this repetition."""
    if "indexed-repeat" not in text and "[" not in text:
        yield from (name for name in _REFERENCE.findall(text) if not name.startswith("last-saved#"))


def _where(order: Mapping[str, Question], circle: list[str]) -> tuple[str, str]:
    """The first of the circle that names the next, and the column in which it does."""
    for name, following in zip(circle, [*circle[1:], circle[0]], strict=True):
        for column in ("relevant", "calculation"):
            if name in order and following in set(_named_in(order[name].row.get(column))):
                return name, column
    return next(name for name in circle if name in order), "relevant"


# Words


def _words(table: Table, read: Survey) -> Iterator[Finding]:
    """Whatever a person reads needs a label or a hint; pyxform takes no question without."""
    column = table.written(next(iter(table.languages("label").values()), "label"))
    for question in read.questions:
        row = question.row
        said = any(row.any(one) for one in ("label", "hint")) or _media(row)
        if question.asks and not said:
            yield Finding("label_missing", "survey", row.number, column, {"name": shown(question.name)})


def _translations(here: Mapping[str, Table]) -> Iterator[Finding]:
    """A text that is there in one language of the form and not in another."""
    spoken = {
        language: True
        for sheet in ("survey", "choices")
        for column in TRANSLATED
        for language in (here[sheet].languages(column) if sheet in here else ())
    }
    if len(spoken) < 2:
        return
    for sheet in ("survey", "choices"):
        for column in TRANSLATED if sheet in here else ():
            yield from _untranslated(here[sheet], column, list(spoken))


def _untranslated(table: Table, column: str, spoken: list[str]) -> Iterator[Finding]:
    there = table.languages(column)
    if not there:
        return
    for language in spoken:
        given = {"column": column, "language": language or "—"}
        if language not in there:
            wanted = f"{column}::{language}" if language else column
            yield Finding("translation_column", table.name, 1, wanted, given, warning=True)
            continue
        for row in table.rows:
            if row.any(column) and not row.get(there[language]):
                yield Finding(
                    "translation_missing", table.name, row.number, table.written(there[language]), given, True
                )


def _settings(here: Mapping[str, Table]) -> Iterator[Finding]:
    settings = here.get("settings")
    if settings is None or not settings.rows:
        return
    row = settings.rows[0]
    language, spoken = row.get("default_language"), here["survey"].languages("label")
    if language and any(spoken) and language not in spoken:
        given = {
            "language": shown(language),
            "near": nearest(language, spoken) or ", ".join(filter(None, spoken)),
        }
        yield Finding(
            "default_language", "settings", row.number, settings.written("default_language"), given, True
        )
    if len(row.get("version")) > 60:
        yield Finding("version_long", "settings", row.number, settings.written("version"))
