"""No way round the doors: what the source may not contain, and the short list of places where it may."""

import ast
from collections.abc import Iterator
from functools import cache
from pathlib import Path

import pytest
from django.apps import apps

from jatigi.kernel.models import ProtectedModel
from jatigi.kernel.querysets import rule_of

SOURCE = Path(__file__).parents[2] / "src" / "jatigi"
WRITES = {"create", "bulk_create", "bulk_update", "get_or_create", "update_or_create", "delete"}
RAW = {"raw", "extra", "cursor", "execute", "executemany", "executescript"}

# What is allowed where, and why. Add a line only with a reason that a reviewer would accept.
ALLOWED: dict[str, dict[str, str]] = {
    "write": {
        "kernel/": "the mechanisms' own tables: keys, journal, receipts, schedule",
        "places/reference.py": "reference data, loaded after a migration",
        "coordination/frameworks/reference.py": "the same",
        "coordination/reporting/paper.py": "a document, not a row",
        "coordination/events/agenda/adopting.py": "called by acts on meetings and minutes, in their transaction",
        "agencies/notices.py": "called by the door, in the transaction of the act",
        "statistics/sheets.py": "the file of the spreadsheet, not a row",
        "statistics/network/files.py": "the same",
        "questionnaires/catalogue/cleaning.py": "a workbook, not a row",
        "questionnaires/filling/recordings.py": "a recording without its tags, not a row",
    },
    "raw SQL": {
        "project/views.py": "readiness asks the database for 1",
        "kernel/erasure.py": "WAL checkpoint after an erasure",
        "project/backups.py": "sequences of PostgreSQL after a restore",
        "kernel/prepared.py": "journal and keys, needed by every act: written once from their models",
        "agencies/tokens/bearer.py": "whom a token lets act, before anybody has access; asked by every request of a program",
        "algorithms/linkage/": "DuckDB and Spark, in memory: their own tables, never the node's",
        "kernel/bulk.py": "the statement of a queryset that the door opened, its rows opened without an object for each",
    },
    "subquery": {},
    "opening": {
        "kernel/": "the mechanism itself",
        "coordination/frameworks/reference.py": "reference data, loaded after a migration: nobody acts",
        "project/backups.py": "every row past the door: the backup is the node itself, and what is sealed stays sealed",
    },
    "service access": {
        "kernel/schedule.py": "scheduled jobs, each with its scope",
        "agencies/who.py": "who is a member of what, before anybody has access; one-time links",
        "questionnaires/catalogue/rules.py": "how many answers a form has, for those who may not read them",
        "questionnaires/data/rules.py": "files of answers are made behind the page, after who asked was looked up; whether an id is of the house",
        "questionnaires/rules.py": "shipped forms at set-up; whether an answer came before never depends on who sends it",
        "coordination/rules.py": "whether an organisation sits in a body, or is addressed, never depends on who asks",
        "coordination/commitments/rules.py": "whether a reference is taken, and whom something is addressed to, never depends on who asks",
        "directory/workbooks/rules.py": "what stands already is not proposed twice",
        "protection/rules.py": "whether a basis stands, and what ends with it, never depends on who asks",
        "protection/agreements/rules.py": "whether an agreement between organisations covers a sending never depends on who sends",
        "directory/hsds/rules.py": "the published directory is for nobody in particular; whether an organisation has people here",
        "statistics/coverage/rules.py": "needs of all cases by region, kept and shown as bands only",
        "inquiries/rules.py": "a question is compared with the records of every organisation, and answered the same to all",
        "coordination/bodies/rules.py": "who keeps a body, and whose a secret address of its calendar is",
        "coordination/events/rules.py": "who keeps the event that a row belongs to",
        "coordination/minutes/rules.py": "which minutes a paragraph belongs to, and what it says now",
        "kernel/erasure.py": "what is past its date, and what a destroyed key had sealed, in every table",
        "coordination/measures/": "which secretariat a measure concerns, when a report is due, whom a comment criticises never depends on who asks; one-time links",
        "coordination/evidence/rules.py": "whom a new version of a table concerns never depends on who publishes it",
        "coordination/reporting/rules.py": "documents are made behind the page, after who asked was looked up",
        "coordination/engagements/rules.py": "public commitments are for nobody in particular: what stands beside them is asked by their ids",
        "coordination/reading/known.py": "the command line of the node reads a text with every name of the room",
        "publications/rules.py": "whether a public address is free never depends on who asks",
        "people/rules.py": "the search index holds everybody; who is shown is asked of visible_to",
        "referrals/rules.py": "whether a code is free, and what ends with an agreement, never depends on who asks",
        "directory/rules.py": "what is reported of a service, which areas it serves, what a new shelter hides never depends on who asks",
        "statistics/rules.py": "counts rows of one organisation for those who may not open a file",
        "project/backups.py": "who was erased after the backup is erased again in it",
        "cases/rules.py": "a task that another room's act entails, an erasure: their author may not open the case",
    },
    "cryptography": {
        "kernel/vault.py": "the one module for keys and sealing",
        "kernel/journal.py": "the log's signing key, derived in the vault",
        "kernel/verification.py": "the type of the public key",
        "algorithms/checkpoint.py": "signed notes",
    },
    "unescaped": {
        "ui/": "the components themselves, from templates and icons of ours; every value in them is escaped",
    },
}


@cache
def sources() -> list[Path]:
    return [path for path in sorted(SOURCE.rglob("*.py")) if "migrations" not in path.parts]


@cache
def protected() -> dict[str, type[ProtectedModel]]:
    return {m.__name__: m for m in apps.get_models() if issubclass(m, ProtectedModel) and not m.OPEN}


@cache
def findings(path: Path) -> list[tuple[str, int, str]]:
    """Every (rule, line, code) of one file, which is read once."""
    return list(_findings(path))


def _findings(path: Path) -> Iterator[tuple[str, int, str]]:
    in_actions = path.name == "actions.py"
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Call):
            yield from _call(node, in_actions=in_actions, in_rules=path.name == "rules.py")
        if isinstance(node, ast.Attribute) and node.attr in ("_base_manager", "_default_manager", "_opened"):
            yield "opening", node.lineno, ast.unparse(node)
        if isinstance(node, ast.Import | ast.ImportFrom):
            names = [getattr(node, "module", None) or "", *[alias.name for alias in node.names]]
            if any(name.split(".")[0] == "cryptography" for name in names):
                yield "cryptography", node.lineno, ast.unparse(node)
            if {"acting", "_internally"} & set(names):
                yield "opening", node.lineno, ast.unparse(node)


def _call(node: ast.Call, *, in_actions: bool, in_rules: bool) -> Iterator[tuple[str, int, str]]:
    name = node.func.attr if isinstance(node.func, ast.Attribute) else getattr(node.func, "id", "")
    code = ast.unparse(node)[:120]
    on_queryset = isinstance(node.func, ast.Attribute) and "objects" in ast.unparse(node.func.value)
    if not in_actions:
        writes_row = name == "save" and isinstance(node.func, ast.Attribute)
        writes_rows = on_queryset and name in WRITES | {"update"}
        if writes_row or writes_rows:
            yield "write", node.lineno, code
    if name in RAW and isinstance(node.func, ast.Attribute):
        yield "raw SQL", node.lineno, code
    if name == "RawSQL":
        yield "raw SQL", node.lineno, code
    if name in ("Subquery", "Exists", "OuterRef") and not in_rules:
        yield "subquery", node.lineno, code
    if name == "service_access":
        yield "service access", node.lineno, code
    if name in ("mark_safe", "SafeString"):
        yield "unescaped", node.lineno, code
    if on_queryset and isinstance(node.func, ast.Attribute):
        yield from _unopened(node.func, in_actions)


def _unopened(function: ast.Attribute, in_actions: bool) -> Iterator[tuple[str, int, str]]:
    manager = function.value
    if not (isinstance(manager, ast.Attribute) and manager.attr == "objects"):
        return
    model = ast.unparse(manager.value).rpartition(".")[2]
    if model in protected() and function.attr != "visible_to":
        if in_actions and function.attr in ("create", "bulk_create"):
            return
        yield "opening", function.lineno, ast.unparse(function)


@pytest.mark.parametrize("rule", ALLOWED)
def test_the_source_has_no_way_round(rule: str) -> None:
    found = []
    for path in sources():
        here = path.relative_to(SOURCE).as_posix()
        if any(here.startswith(allowed) for allowed in ALLOWED[rule]):
            continue
        found += [f"{here}:{line} {code}" for kind, line, code in findings(path) if kind == rule]
    assert found == []


def test_what_is_allowed_is_still_there() -> None:
    """An exception that nobody uses any more is removed from the list."""
    idle = []
    for rule, places in ALLOWED.items():
        for place in places:
            files = [p for p in sources() if p.relative_to(SOURCE).as_posix().startswith(place)]
            if not any(kind == rule for path in files for kind, _line, _code in findings(path)):
                idle.append(f"{rule}: {place}")
    assert idle == []


def test_the_check_finds_what_it_looks_for(tmp_path: Path) -> None:
    bad = tmp_path / "views.py"
    bad.write_text(
        "from cryptography import x\n"
        "from jatigi.kernel.querysets import acting\n"
        "person.save()\n"
        "Person.objects.visible_to(a).update(code='x')\n"
        "Person.objects.filter(code='x')\n"
        "Person._base_manager\n"
        "Exists(Person.objects.visible_to(a))\n"
        "connection.cursor()\n"
        "service_access('x', [])\n"
        "mark_safe(name)\n",
        encoding="utf-8",
    )
    assert {rule for rule, _line, _code in findings(bad)} == set(ALLOWED)


def test_no_template_turns_escaping_off() -> None:
    bad = [
        path.relative_to(SOURCE).as_posix()
        for path in SOURCE.rglob("*.html")
        if "|safe" in (text := path.read_text(encoding="utf-8")) or "autoescape off" in text
    ]
    assert bad == []


def test_every_protected_table_has_its_rule() -> None:
    assert [m._meta.label for m in protected().values() if rule_of(m) is None] == []
