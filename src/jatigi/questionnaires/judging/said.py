"""What pyxform and ODK Validate say, turned into findings: known sentences by their code, others in a frame."""

import re

from jatigi.questionnaires.judging.findings import Finding, shown

_ROW = re.compile(r"\[row ?: ?(\d+)\]")
_PLACE = re.compile(r"On the '(\w+)' sheet, the '([^']+)' value")
LONG = 600

KNOWN: tuple[tuple[str, str], ...] = (
    (r"Unmatched 'begin_\w+'.*for the name '(?P<name>[^']*)'", "group_open"),
    (r"Unmatched 'end_\w+'", "group_closed"),
    (r"Question or group with no name", "name_missing"),
    (r"Question with no type", "type_missing"),
    (r"Missing calculation", "calculation_missing"),
    (r"Unknown question type '(?P<type>.*)'", "type_unknown"),
    (r"List name not in choices sheet: (?P<name>\S+)", "list_unknown"),
    (r"should end with one of", "file_ending"),
    (r"The same instance id will be generated.*Instance name: '(?P<name>[^']*)'", "list_same"),
    (r"Choice names with spaces .* See \[(?P<name>.*)\] in \[(?P<list>.*)\]", "choice_blank"),
    (r"Headers that are different names for the same column were found: '(?P<other>[^']*)', '(?P<column>[^']*)'", "column_same"),
    (r"One or more required column headers were not found: '(?P<column>[^']*)'", "column_missing"),
    (r"machine-readable codes: (?P<names>.*)\. Learn more", "language_code"),
    (r"Use the max-pixels parameter", "max_pixels"),
    (r"Row without name, text, or label is being skipped", "row_skipped"),
    (r"Repeat has no label: \{'name': '(?P<name>[^']*)'", "repeat_label"),
    (r"Column headers must not be empty and must not contain spaces", "choice_column"),
    (r"Cycle detected in form's relevant and calculation logic", "cycle_odk"),
    (r"This form uses or_other and translations", "or_other"),
    (r"took to+ long to completely validate", "odk_slow"),
)  # fmt: skip

OURS = (
    "Choices should have a label",
    "The name is a case-insensitive match",
    "When looking for a sheet named",
    " is missing the ",
    "On the 'choices' sheet, the '' value",
)
"""Parts of warnings of pyxform that the checks of the sheets have already said, with a better place."""


def by_pyxform(text: str, *, warning: bool = False) -> Finding:
    """A sentence of pyxform with the place that it names."""
    row, place = _ROW.search(text), _PLACE.search(text)
    sheet = place[1] if place else "survey" if row else ""
    where = (sheet, int(row[1]) if row else None, place[2] if place else "")
    for pattern, code in KNOWN:
        found = re.search(pattern, text, re.DOTALL)
        if found:
            return Finding(code, *where, {k: shown(v) for k, v in found.groupdict().items()}, warning)
    return Finding("pyxform", *where, {"said": _short(_ROW.sub("", text))}, warning)


def by_odk(text: str, *, warning: bool = False) -> Finding:
    """A sentence of ODK Validate; it names no rows."""
    for pattern, code in KNOWN:
        if re.search(pattern, text, re.DOTALL):
            involved = ", ".join(
                dict.fromkeys(re.findall(r"\$\{([^}]+)\}", text.partition("The following files")[0]))
            )
            return Finding(code, "survey", given={"names": shown(involved), "name": ""}, warning=warning)
    text = text.partition("The following files failed")[0]
    return Finding("odk", "survey", given={"said": _short(text)}, warning=warning)


def _short(text: str) -> str:
    lines = (line.strip(" >:") for line in text.splitlines())
    said = " ".join(
        line for line in lines if line and not line.startswith(("ODK Validate", "XForm is invalid"))
    )
    return said if len(said) <= LONG else said[: LONG - 1] + "…"
