"""`communique read FILE`: what a communiqué or minutes say, as proposals. Nothing is written.

The organisations, confirmed names and places of the node count where there is a node; without one the package reads alone.
"""

import argparse
import json
import sys
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import Any

KEYS = """
Clés de la réponse en JSON :
  events           [{title, kind, date: {start, end, precision}, place: {city, country}, passage}]
                   kind : conference, workshop, panel, meeting, press_conference ; precision : day, month, year
  organisations    [{name, passage}]
  people           [{name, role, organisation, passage}]
  recommendations  [{text, addressee, deadline, passage}] ; text est le passage lui-même
  themes           codes des thèmes
  Les dates sont en ISO 8601, coupées à leur précision ; country est un code ISO 3166-1 ; passage = [début, fin] dans le texte lu.
  null ou une liste vide : le texte ne le dit pas.

Codes de sortie : 0 le fichier a été lu, 1 il ne peut pas l’être, 2 la commande est incomplète.
"""


def run(arguments: Sequence[str]) -> int:
    parser = argparse.ArgumentParser(
        prog="./run jatigi communique",
        description="Lit un communiqué ou un compte rendu en français et dit ce qu’on peut en retenir. Rien n’est écrit.",
        epilog=KEYS,
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    parser.add_argument("verb", choices=["read"])
    parser.add_argument("file", type=Path, help="le texte : .txt, .docx, .pdf ou .html")
    parser.add_argument("--json", action="store_true", help="la réponse pour un programme")
    options = parser.parse_args(arguments)
    import django

    django.setup()
    from django.utils import translation

    from jatigi.algorithms.communique.opening import Unreadable, text_of
    from jatigi.coordination.reading.sentences import SENTENCES

    try:
        text = text_of(options.file.name, options.file.read_bytes())
    except OSError as error:
        return _sorry(f"Le fichier ne s’ouvre pas : {error.strerror}", as_json=options.json)
    except Unreadable as error:
        with translation.override("fr"):
            return _sorry(str(SENTENCES[error.reason]), as_json=options.json)
    told = _told(text)
    print(json.dumps(told, ensure_ascii=False, indent=2) if options.json else "\n".join(_lines(told)))
    return 0


def _told(text: str) -> dict[str, Any]:
    """With what the node knows; alone where there is no node, or none that answers."""
    from django.db import DatabaseError, connection

    from jatigi.algorithms.communique import read
    from jatigi.coordination.reading.known import proposed

    name = str(connection.settings_dict["NAME"])
    if connection.vendor == "sqlite" and "memory" not in name and not Path(name).exists():
        return read(text).told()  # looking would make an empty database
    try:
        return proposed(text)[0].told()
    except DatabaseError:
        return read(text).told()


def _sorry(sentence: str, *, as_json: bool) -> int:
    if as_json:
        print(json.dumps({"ok": False, "error": sentence}, ensure_ascii=False, indent=2))
    else:
        print(sentence, file=sys.stderr)
    return 1


def _lines(told: dict[str, Any]) -> Iterable[str]:
    for event in told["events"]:
        date, place = event["date"] or {}, event["place"] or {}
        days = " – ".join(dict.fromkeys(day for day in (date.get("start"), date.get("end")) if day))
        where = ", ".join(part for part in (place.get("city"), place.get("country")) if part)
        yield " · ".join(part for part in (event["title"] or "", event["kind"] or "", days, where) if part)
    for title, key in (
        ("Organisations", "organisations"),
        ("Personnes", "people"),
        ("Recommandations et décisions", "recommendations"),
    ):
        yield f"{title} : {len(told[key])}"
        for one in told[key]:
            facts = (
                one.get("text") or one["name"],
                one.get("role"),
                one.get("organisation"),
                one.get("addressee"),
                one.get("deadline"),
            )
            yield "  " + " · ".join(" ".join(fact.split()) for fact in facts if fact)
    yield f"Thèmes : {', '.join(told['themes']) or 'aucun'}"
