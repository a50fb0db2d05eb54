"""How long and how much memory 100,000 answers of a 60-question form take on their way into one workbook.

Limits (issue 3): 120 s and 500 MB. Each answer is sealed under its person's key and is opened, decrypted and written as
the export does it behind the page, in a process of its own whose largest size is measured.
"""

import argparse
import multiprocessing
import resource
import sys
import tempfile
import time
from pathlib import Path
from typing import Any
from uuid import uuid4

from bench import scratch
from bench.tables import show

SECONDS, MEGABYTES = 120.0, 500.0
BATCH = 1_000
PEOPLE = 20_000
WORDS = "la personne est venue avec sa famille et demande une place pour la nuit".split()


def main() -> None:
    parser = argparse.ArgumentParser()
    parser.add_argument("--answers", type=int, default=100_000)
    parser.add_argument("--questions", type=int, default=60)
    options = parser.parse_args()
    scratch.setup()
    who = _fill(options.answers, options.questions)
    rows = [_measured(who, kind) for kind in ("xlsx", "csv")]
    title = f"{options.answers:,} answers of {options.questions} questions"
    show(title, ("file", "seconds", "limit", "megabytes", "limit", "size", "verdict"), rows)
    sys.exit(any(row[-1] == "MISSED" for row in rows))


def _measured(who: Any, kind: str) -> tuple[str, ...]:
    """In a fresh process, so that the memory of the filling does not count."""
    context = multiprocessing.get_context("spawn")
    with context.Pool(1) as pool:
        seconds, megabytes, size, count = pool.apply(_export, (who, kind))
    kept = seconds < SECONDS and megabytes < MEGABYTES and count > 0
    return (
        f".{kind}", f"{seconds:.1f}", f"{SECONDS:.0f}", f"{megabytes:.0f}", f"{MEGABYTES:.0f}",
        f"{size / 1e6:.1f} MB", "kept" if kept else "MISSED",
    )  # fmt: skip


def _export(who: Any, kind: str) -> tuple[float, float, int, int]:
    import django

    django.setup()
    from jatigi.kernel.access import Purpose
    from jatigi.questionnaires.data import exporting
    from jatigi.questionnaires.data.rows import Options
    from jatigi.questionnaires.models import Form

    form = Form.objects.get(code="survey")
    started = time.perf_counter()
    count, content = exporting.as_bytes(
        who.for_purpose(Purpose.STATISTICS), form, Options(), kind, lambda _p: None
    )
    seconds = time.perf_counter() - started
    with tempfile.TemporaryDirectory() as folder:
        Path(folder, "file").write_bytes(content)
    largest = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    return seconds, largest, len(content), count


def _fill(answers: int, questions: int) -> Any:
    """Answers written in bulk past the doors; returns the access of a supervisor."""
    from jatigi.kernel import clock
    from jatigi.kernel.models import DataKey, new_keys
    from jatigi.kernel.querysets import acting
    from jatigi.questionnaires import actions, rules
    from jatigi.questionnaires.models import Answer
    from tests.cast import Cast

    cast = Cast()
    version = actions.publish(
        rules.PUBLISHING, source=_source(questions), purpose="survey", title_fr="Enquête", title_en="Survey"
    )
    now = clock.now()
    with acting():
        keys = [
            key
            for _batch in range(max(1, PEOPLE // BATCH))
            for key in new_keys(DataKey.Kind.PERSON, cast.gao.pk, BATCH)
        ]
        for start in range(0, answers, BATCH):
            Answer.objects.bulk_create(
                Answer(
                    organisation=cast.gao,
                    key_id=keys[number % len(keys)],
                    form_version=version,
                    subject_id=uuid4(),
                    instance_id=f"uuid:{uuid4()}",
                    xml="<data/>",
                    values=_values(number, questions),
                    answered_at=now,
                    answered_by=cast.awa.account,
                )
                for number in range(start, min(start + BATCH, answers))
            )
    return cast.fanta()


def _values(number: int, questions: int) -> dict[str, str]:
    """A fifth each: choice, several choices, number, text, date."""
    kinds = (
        lambda n: f"c{n % 7}",
        lambda n: f"c{n % 7} c{(n + 1) % 7}",
        lambda n: str(n % 1000),
        lambda n: " ".join(WORDS[: 3 + n % 10]),
        lambda n: f"2026-{n % 12 + 1:02}-{n % 28 + 1:02}",
    )
    return {f"q{q}": kinds[q % 5](number + q) for q in range(questions)}


def _source(questions: int) -> str:
    types = ("select_one list", "select_multiple list", "integer", "text", "date")
    rows = [f"| | {types[q % 5]} | q{q} | Question {q} | Question {q} |" for q in range(questions)]
    choices = [f"| | list | c{n} | Choix {n} | Choice {n} |" for n in range(7)]
    labels = "label::Français (fr) | label::English (en)"
    return "\n".join(
        [
            "| survey | | | | |", "|---|---|---|---|---|", f"| | type | name | {labels} |", *rows,
            "| choices | | | | |", "|---|---|---|---|---|", f"| | list_name | name | {labels} |", *choices,
            "| settings | | | | |", "|---|---|---|---|---|", "| | form_id | form_title | version | default_language |",
            "| | survey | Enquête | 1 | Français (fr) |", "",
        ]
    )  # fmt: skip


if __name__ == "__main__":
    main()
