"""`docs` writes the generated documents; `docs --check` tells which are not up to date."""

import argparse
from collections.abc import Sequence


def run(arguments: Sequence[str]) -> int:
    import django

    parser = argparse.ArgumentParser(prog="./run jatigi docs")
    parser.add_argument("--check", action="store_true")
    options = parser.parse_args(arguments)
    django.setup()
    from jatigi.project import docs

    if not options.check:
        docs.write()
        return 0
    stale = docs.stale()
    for name in stale:
        print(f"docs/generated/{name} n’est pas à jour : ./run jatigi docs")
    return 1 if stale else 0
