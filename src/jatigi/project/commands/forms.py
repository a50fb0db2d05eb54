"""`forms check FILE…`: the judgement that the page of the catalogue gives; files beside the form follow it."""

import argparse
import json
import sys
from collections.abc import Iterable, Sequence
from pathlib import Path


def run(arguments: Sequence[str]) -> int:
    import django

    parser = argparse.ArgumentParser(prog="./run jatigi forms")
    parser.add_argument("verb", choices=["check"])
    parser.add_argument("file", type=Path, help="le formulaire : .xlsx, .xls, .csv ou .md")
    parser.add_argument("beside", type=Path, nargs="*", help="listes et images qui l’accompagnent")
    parser.add_argument("--json", action="store_true", help="le même jugement, pour un programme")
    options = parser.parse_args(arguments)
    django.setup()
    from django.utils import translation

    from jatigi.questionnaires.judging import judge

    try:
        content = options.file.read_bytes()
        beside = {path.name: path.read_bytes() for path in options.beside}
    except OSError as error:
        print(f"Le fichier ne s’ouvre pas : {error.strerror}", file=sys.stderr)
        return 2
    with translation.override("fr"):
        judged = judge(options.file.name, content, beside)
    if options.json:
        told = {"ok": judged.ok, "errors": judged.errors, "warnings": judged.warnings}
        print(json.dumps(told, ensure_ascii=False, indent=2))
    else:
        _print("Erreurs", judged.errors)
        _print("Avertissements", judged.warnings)
        print("Ce formulaire est utilisable." if judged.ok else "Ce formulaire n’est pas utilisable.")
    return 0 if judged.ok else 1


def _print(title: str, told: Iterable[object]) -> None:
    lines = list(told)
    if lines:
        print(f"{title} ({len(lines)})")
    for line in lines:
        print(f"  {_place(line)}{line['message']}")  # type: ignore[index]


def _place(line: object) -> str:
    said = dict(line)  # type: ignore[call-overload]
    parts = [
        f"feuille {said['sheet']}" if said["sheet"] else "",
        f"ligne {said['row']}" if said["row"] else "",
        f"colonne {said['column']}" if said["column"] else "",
    ]
    place = ", ".join(part for part in parts if part)
    return f"[{place}] " if place else ""
