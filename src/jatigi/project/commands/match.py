"""`match evaluate --people P.csv --queries Q.csv`: how well the engine finds people again, in figures.

`match link`: see `match_link`.
"""

import argparse
import json
import sys
from collections import Counter
from collections.abc import Sequence
from pathlib import Path

from jatigi.algorithms.matching.evaluation import COLUMNS, WrongFile, evaluate
from jatigi.project.commands import match_link

_SENTENCES = {
    "unreadable": "Le fichier {file} ne s’ouvre pas : {why}.",
    "not_utf8": "Le fichier {file} n’est pas un texte en UTF-8 : enregistrez-le dans ce codage.",
    "not_csv": "Le fichier {file} n’est pas un CSV correct, ligne {line} : {why}.",
    "columns": "Dans le fichier {file}, il manque ces colonnes : {columns}.",
    "cells": "Fichier {file}, ligne {line} : {found} cellules, pour {expected} colonnes.",
    "empty": "Le fichier {file} est vide.",
    "id_twice": "Fichier {file}, ligne {line} : l’identifiant « {found} » s’y trouve deux fois.",
    "id_missing": "Fichier {file}, ligne {line} : il manque l’identifiant.",
    "nobody": "Fichier {file}, ligne {line} : « {found} » n’est l’identifiant de personne.",
}
_LINES = {
    "people": "Personnes",
    "queries": "Recherches",
    "present": "  de personnes présentes",
    "absent": "  de personnes absentes",
    "recall_at_1": "Retrouvées en première place",
    "recall_at_10": "Retrouvées parmi les 10 premières",
    "recall_at_50": "Retrouvées parmi les 50 premières",
    "must_look_threshold": "Seuil à partir duquel il faut regarder",
    "false_alarms": "Fausses alertes pour des personnes absentes",
    "wrong_alarms_for_present": "Alertes pour une autre que la personne présente",
    "latency_ms_median": "Durée médiane d’une recherche (ms)",
    "latency_ms_p95": "Durée au 95e centile (ms)",
    "build_seconds": "Construction (s)",
    "memory_mb": "Mémoire du processus (Mo)",
}


_REMARKS = {
    "birth_year": "« {found} » n’est pas une année de naissance",
    "sex": "« {found} » n’est pas un sexe (M ou F)",
}
_MOST_REMARKS = 5


def run(arguments: Sequence[str]) -> int:
    try:
        return match_link.run(arguments[1:]) if arguments[:1] == ["link"] else _evaluated(arguments)
    except WrongFile as wrong:
        print(_SENTENCES[wrong.code].format(file=wrong.file, **wrong.params), file=sys.stderr)
        return 2


def _evaluated(arguments: Sequence[str]) -> int:
    parser = argparse.ArgumentParser(prog="./run jatigi match")
    parser.add_argument("verb", choices=["evaluate", "link"])
    parser.add_argument("--people", type=Path, required=True, help="CSV : " + ", ".join(COLUMNS))
    parser.add_argument("--queries", type=Path, required=True, help="les mêmes colonnes et true_id")
    parser.add_argument("--json", action="store_true", help="les chiffres, pour un programme")
    options = parser.parse_args(arguments)
    remarked: Counter[tuple[str, str]] = Counter()

    def remark(file: str, line: int, column: str, found: str) -> None:
        remarked[file, column] += 1
        if remarked[file, column] <= _MOST_REMARKS:
            sentence = _REMARKS[column].format(found=found)
            print(
                f"Fichier {file}, ligne {line}, colonne {column} : {sentence} ; tenu pour inconnu.",
                file=sys.stderr,
            )

    told = evaluate(options.people, options.queries, _resident, remark)
    for (file, column), times in remarked.items():
        if times > _MOST_REMARKS:
            print(
                f"Fichier {file}, colonne {column} : {times} cellules tenues pour inconnues.", file=sys.stderr
            )
    if options.json:
        print(json.dumps(told, ensure_ascii=False, indent=2))
    else:
        for name, value in told.items():
            print(f"{_LINES[name]} : {'–' if value is None else str(value).replace('.', ',')}")
    return 0


def _resident() -> float:
    """Megabytes of memory that the process holds at this moment."""
    for line in Path("/proc/self/status").read_text().splitlines():
        if line.startswith("VmRSS:"):
            return int(line.split()[1]) / 1024
    return 0.0
