"""The process in which a file is read and converted: `python -m jatigi.questionnaires.judging.worker`.

A stranger's file may be made to take all time and memory that it gets. Here it gets little of both, no secret of the
node is in the environment, and nothing else is lost when it ends. Reads one JSON object, writes one.
"""

import base64
import json
import re
import resource
import sys
from dataclasses import asdict
from pathlib import PurePosixPath
from typing import Any

from jatigi.questionnaires.judging import beside, checks, reading, said
from jatigi.questionnaires.judging.findings import Finding, Unusable, shown
from jatigi.questionnaires.judging.reading import Sheets
from jatigi.questionnaires.judging.survey import plain

MEMORY = 1_200 * 1024 * 1024
SECONDS = 20
LONGEST_CODE = 60


def main() -> None:
    resource.setrlimit(resource.RLIMIT_AS, (MEMORY, MEMORY))
    resource.setrlimit(resource.RLIMIT_CPU, (SECONDS, SECONDS + 1))
    asked = json.load(sys.stdin)
    files = {name: base64.b64decode(content) for name, content in asked["beside"].items()}
    content = base64.b64decode(asked["content"])
    answer = sheets_only(content) if asked.get("sheets_only") else examine(asked["name"], content, files)
    json.dump(answer, sys.stdout)


def sheets_only(content: bytes) -> dict[str, Any]:
    """The sheets by their documented columns, for a clean copy."""
    from jatigi.questionnaires.judging.tables import tables

    _kind, sheets, _odd = reading.read("", content)
    return {
        name: {
            "columns": list(table.columns),
            "rows": [dict(row.cells) for row in table.rows],
            "numbers": [row.number for row in table.rows],
        }
        for name, table in tables(sheets).items()
    }


def examine(name: str, content: bytes, files: dict[str, bytes]) -> dict[str, Any]:
    """Everything that is found, and the XForm where there is one."""
    findings: list[Finding] = []
    answer: dict[str, Any] = {"xform": "", "itemsets": None, "kinds": {}, "kind": ""}
    try:
        answer["kinds"], wrong = beside.looked_at(files)
        answer["kind"], sheets, odd = reading.read(name, content)
        findings += [*odd, *wrong, *_identified(sheets, name), *checks.found(sheets)]
        if all(finding.warning for finding in findings):
            _convert(sheets, answer, findings)
            findings += beside.missing(answer["xform"], files)
    except Unusable as error:
        findings.append(error.finding)
    except RecursionError:
        findings.append(Finding("too_deep", "survey"))
    except MemoryError:
        findings.append(Finding("too_hard"))
    answer["findings"] = [asdict(finding) for finding in findings]
    return answer


def _identified(sheets: Sheets, name: str) -> list[Finding]:
    """Gives the form an identifier that can stand in an address, from its own or from the name of the file."""
    rows = sheets.get("settings") or [{}]
    settings = dict(rows[0])
    headers = {h: None for header in sheets.get("settings_header") or () for h in header}
    column = next(
        (h for h in headers if _plain_header(h) in ("form_id", "set_form_id", "id_string")), "form_id"
    )
    own = str(settings.get(column) or "").strip()
    code = (
        re.sub(r"[^A-Za-z0-9_-]+", "_", plain(own or PurePosixPath(name).stem))[:LONGEST_CODE].strip("_")
        or "form"
    )
    sheets["settings"] = [{**settings, column: code}, *rows[1:]]
    sheets["settings_header"] = [{**headers, column: None}]
    if own and code != own:
        return [Finding("form_id", "settings", 2, column, {"name": shown(own), "better": code}, warning=True)]
    return [] if own else [Finding("form_id_missing", "settings", given={"better": code}, warning=True)]


def _plain_header(header: str) -> str:
    return "_".join(header.split()).lower()


def _tagged(sheets: Sheets) -> None:
    """KoBo's own column of HXL tags becomes one that stays in the XForm, where an export finds it."""
    headers = {h: None for header in sheets.get("survey_header") or () for h in header}
    found = next((h for h in headers if _plain_header(h) == "hxl"), None)
    if found is not None and "bind::hxl" not in headers:
        sheets["survey_header"] = [{"bind::hxl" if h == found else h: None for h in headers}]
        sheets["survey"] = [
            {"bind::hxl" if h == found else h: cell for h, cell in row.items()} for row in sheets["survey"]
        ]


def _convert(sheets: Sheets, answer: dict[str, Any], findings: list[Finding]) -> None:
    from pyxform.errors import PyXFormError
    from pyxform.xls2xform import convert

    from jatigi.questionnaires.conversion import as_written
    from jatigi.questionnaires.shape import Unsupported, shape_of

    _tagged(sheets)
    warnings: list[str] = []
    rows = [row for sheet in ("survey", "choices") for row in sheets.get(sheet) or ()]
    texts = {text for row in rows for text in row.values() if isinstance(text, str)}
    try:
        made = convert(sheets, warnings=warnings, validate=False)
        answer["xform"], answer["itemsets"] = as_written(made.xform, texts), made.itemsets
        shape_of(answer["xform"])
    except PyXFormError as error:
        findings += [said.by_pyxform(line) for line in _lines(str(error))]
    except Unsupported as error:
        findings.append(Finding("unsupported", "survey", given={"said": shown(error)}))
    except (MemoryError, RecursionError):
        raise
    except Exception as error:  # noqa: BLE001  # what a strange form makes pyxform trip over
        findings.append(Finding("crashed", given={"said": shown(f"{type(error).__name__}: {error}")}))
    ours = (warning for warning in warnings if not any(part in warning for part in said.OURS))
    findings += [said.by_pyxform(warning, warning=True) for warning in ours]


def _lines(text: str) -> list[str]:
    """pyxform joins what it found in several rows by lines."""
    found = [line for line in text.splitlines() if line.startswith("[row")]
    return found if len(found) > 1 else [text]


if __name__ == "__main__":
    main()
