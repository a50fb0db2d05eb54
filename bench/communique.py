"""How much of a communiqué is proposed, and how much of what is proposed is right, on texts annotated by hand.

Targets: issue 6, on the unseen half, which somebody wrote who had not seen the rules, after they were frozen. How a proposal
is held against the annotation: ``communiques/README.md``. Organisations of a node are not used: only what the package knows.
"""

import argparse
import sys
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

from bench.communiques.comparing import KINDS, Counts, compare
from bench.tables import show

FOLDER = Path(__file__).resolve().parent / "communiques"
HALVES = ("seen", "unseen")
TARGETS: dict[str, tuple[str, float, float]] = {
    "date": ("F1 ≥ 0.95", 0, 0.95),
    "place": ("F1 ≥ 0.95", 0, 0.95),
    "organisations": ("F1 ≥ 0.85", 0, 0.85),
    "recommendations": ("recall ≥ 0.85, precision ≥ 0.90", 0.85, 0.90),
}


@dataclass(slots=True)
class Half:
    texts: int = 0
    counts: dict[str, Counts] = field(default_factory=lambda: {kind: Counts() for kind in KINDS})


def main() -> None:
    parser = argparse.ArgumentParser()
    parser.add_argument(
        "--each", action="store_true", help="also print what is missed and what is wrong, text by text"
    )
    parser.add_argument("--folder", type=Path, default=FOLDER, help="where the halves are")
    options = parser.parse_args()
    rows: list[tuple[str, ...]] = []
    missed = False
    for half in HALVES:
        found = _half(options.folder / half, each=options.each)
        for row in _rows(half, found):
            rows.append(row)
            missed = missed or (half == "unseen" and row[-1] == "MISSED")
    show(
        "Communiqués read: rules against annotation by hand",
        (
            "half",
            "texts",
            "what",
            "annotated",
            "proposed",
            "right",
            "precision",
            "recall",
            "F1",
            "target",
            "verdict",
        ),
        rows,
    )
    sys.exit(missed)


def _half(folder: Path, *, each: bool) -> Half:
    found = Half()
    for text in sorted(folder.glob("*.txt")):
        found.texts += 1
        for kind, one in compare(text).items():
            found.counts[kind].add(one)
            if each:
                for sign, said in [
                    *(("missed", what) for what in one.missed),
                    *(("wrong", what) for what in one.wrong),
                ]:
                    print(f"  {folder.name}/{text.stem:24} {kind:16} {sign:7} {said}", file=sys.stderr)
    return found


def _rows(half: str, found: Half) -> Iterator[tuple[str, ...]]:
    for kind in KINDS:
        one = found.counts[kind]
        target, recall, other = TARGETS.get(kind, ("", 0, 0))
        verdict = ""
        if target and found.texts:
            held = one.recall >= recall and (one.precision if kind == "recommendations" else one.f1) >= other
            verdict = "held" if held else "MISSED"
        figures = (
            [f"{value:.3f}" for value in (one.precision, one.recall, one.f1)] if found.texts else ["–"] * 3
        )
        yield (
            half,
            str(found.texts),
            kind,
            str(one.annotated),
            str(one.proposed),
            str(one.right),
            *figures,
            target,
            verdict,
        )


if __name__ == "__main__":
    main()
