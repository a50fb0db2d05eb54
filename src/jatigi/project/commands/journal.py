"""`journal verify` recomputes the whole log; `journal checkpoint` signs its present root."""

import argparse
import time
from collections.abc import Sequence


def run(arguments: Sequence[str]) -> int:
    import django

    parser = argparse.ArgumentParser(prog="./run jatigi journal")
    parser.add_argument("what", choices=["verify", "checkpoint"])
    options = parser.parse_args(arguments)
    django.setup()
    return _verify() if options.what == "verify" else _checkpoint()


def _verify() -> int:
    from jatigi.kernel.verification import verify

    started = time.perf_counter()
    verdict = verify()
    for fault in verdict.faults:
        print(f"  ✗ {fault.kind} à l’événement {fault.seq} : {fault.what}")
    state = "intact" if verdict.sound else f"ALTÉRÉ ({len(verdict.faults)} anomalies)"
    print(
        f"Journal {state} : {verdict.size} événements, {verdict.checkpoints} points de contrôle signés, "
        f"racine {verdict.root.hex()[:16]}…, {time.perf_counter() - started:.1f} s"
    )
    return 0 if verdict.sound else 1


def _checkpoint() -> int:
    from jatigi.kernel import journal

    point = journal.checkpoint()
    print(point.note if point else "Rien de nouveau depuis le dernier point de contrôle.")
    return 0
