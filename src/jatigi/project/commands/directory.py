"""`directory import FILE --dry-run`: what would become of a workbook of who does what where. Nothing is written.

What a person confirmed before (aliases of organisations) counts; everything else that is not exact waits to be confirmed on
the page of the directory, where the file is then brought in.
"""

import argparse
import json
import sys
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path
from typing import Any

UNPREPARED = "Ce nœud n’a pas encore de données : lancez d’abord ./run demo, ou préparez le nœud."
KEYS = """
Clés de la réponse en JSON :
  ok                        le fichier a pu être lu ; sinon « error » dit pourquoi et rien d’autre n’y est
  country                   le pays dont parle le fichier (ISO 3166-1), dit par --country ou déduit des lieux
  rows_read                 lignes de données lues, sur toutes les feuilles comprises
  organisations_recognised  combien d’organisations distinctes du nœud ont été reconnues
  places_recognised         combien de lieux distincts (régions d’aujourd’hui, pays) ont été reconnus
  organisations, places, sectors
                            recognised : [{text, is, codes, how, remark, rows}], to_confirm : [text]
  to_confirm                ce qu’une personne confirmera : [{kind, text, why, needed, choices, rows_count, rows}]
                            kind : organisation, place ou need ; choices : [{code, label, why}], le plus probable d’abord
  to_confirm_rows           lignes qui attendent une confirmation
  services                  {new, known, rows} : services nouveaux, déjà dans l’annuaire, lignes qui y mènent
  presence_rows             lignes qui disent où est une organisation sans dire ce qu’elle y fait
  refused                   lignes refusées : [{sheet, row, column, reason}]
  left_out                  lignes dont rien ne vient (terminé, pas commencé, pas un service) : [{sheet, row, column, reason}]
  ignored                   totaux, notes, titres répétés : [{sheet, row, column, reason}]
  sheets                    [{name, read, why_not, header_row, columns, yes_or_no_columns, columns_left_out, rows_read}]

Codes de sortie : 0 le fichier a été lu, 1 il ne peut pas l’être, 2 la commande est incomplète ou le nœud n’est pas prêt.
"""


def run(arguments: Sequence[str]) -> int:
    parser = argparse.ArgumentParser(
        prog="./run jatigi directory",
        description="Lit un classeur « qui fait quoi où » (.xlsx ou .csv) et dit ce qui en viendrait. Rien n’est écrit.",
        epilog=KEYS,
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    parser.add_argument("verb", choices=["import"])
    parser.add_argument("file", type=Path, help="le classeur : .xlsx ou .csv")
    parser.add_argument(
        "--dry-run", action="store_true", help="dire seulement ce qui en viendrait (obligatoire ici)"
    )
    parser.add_argument("--json", action="store_true", help="la réponse pour un programme")
    parser.add_argument(
        "--country", default="", help="pays dont parle le fichier, en deux lettres ; sinon il est déduit"
    )
    options = parser.parse_args(arguments)
    if not options.dry_run:
        parser.error(
            "un import se confirme à l’écran, par une personne : ajoutez --dry-run, ou ouvrez l’annuaire"
        )
    import django

    django.setup()
    from django.db import DatabaseError, connection
    from django.utils import translation

    try:
        content = options.file.read_bytes()
    except OSError as error:
        return _sorry(f"Le fichier ne s’ouvre pas : {error.strerror}", as_json=options.json, status=1)
    name = str(connection.settings_dict["NAME"])
    if connection.vendor == "sqlite" and "memory" not in name and not Path(name).exists():
        return _sorry(UNPREPARED, as_json=options.json, status=2)  # looking would make an empty database
    try:
        with translation.override("fr"):
            found = _judged(options.file.name, content, options.country.upper())
    except DatabaseError:
        return _sorry(UNPREPARED, as_json=options.json, status=2)
    if "error" in found:
        return _sorry(found["error"], as_json=options.json, status=1)
    print(json.dumps(found, ensure_ascii=False, indent=2) if options.json else "\n".join(_lines(found)))
    return 0


def _judged(name: str, content: bytes, country: str) -> Mapping[str, Any]:
    from jatigi.directory.workbooks import told
    from jatigi.directory.workbooks.judging import judge
    from jatigi.directory.workbooks.known import known
    from jatigi.directory.workbooks.opening import Unreadable, pages
    from jatigi.places.models import Country

    if not Country.objects.exists():
        return {
            "error": "Ce nœud n’a pas encore de données : lancez d’abord ./run demo, ou préparez le nœud."
        }
    if country and not Country.objects.filter(pk=country).exists():
        return {"error": f"« {country} » n’est pas le code d’un pays (deux lettres, ISO 3166-1)."}
    try:
        verdict = judge(pages(name, content), country)
    except Unreadable as error:
        return {"error": str(error)}
    return {"ok": True, **told.told(verdict, known(verdict.offers))}


def _sorry(sentence: str, *, as_json: bool, status: int) -> int:
    if as_json:
        print(json.dumps({"ok": False, "error": sentence}, ensure_ascii=False, indent=2))
    else:
        print(sentence, file=sys.stderr)
    return status


def _lines(found: Mapping[str, Any]) -> Iterable[str]:
    services = found["services"]
    yield f"Pays : {found['country']}"
    yield f"Lignes lues : {found['rows_read']}"
    yield f"Organisations reconnues : {found['organisations_recognised']}"
    yield f"Lieux reconnus : {found['places_recognised']}"
    yield f"Services nouveaux : {services['new']} ; déjà connus : {services['known']}"
    yield f"Lignes à confirmer : {found['to_confirm_rows']}"
    for one in found["to_confirm"]:
        offered = " ou ".join(choice["label"] for choice in one["choices"])
        yield f"  à confirmer (lignes : {one['rows_count']}) {one['text']} : {one['why']}{f' [{offered}]' if offered else ''}"
    yield f"Lignes de présence seulement : {found['presence_rows']}"
    for title, key in (
        ("Lignes refusées", "refused"),
        ("Lignes laissées de côté", "left_out"),
        ("Lignes ignorées", "ignored"),
    ):
        yield f"{title} : {len(found[key])}"
        for one in found[key]:
            column = f", colonne {one['column']}" if one["column"] else ""
            yield f"  [feuille {one['sheet']}, ligne {one['row']}{column}] {one['reason']}"
    for one in found["sheets"]:
        if not one["read"]:
            yield f"Feuille non lue : {one['name']} – {one['why_not']}"
