"""`hsds import FILE`: take over services that others publish after Open Referral HSDS 3.0, all of them or none."""

import argparse
import json
import sys
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any


def run(arguments: Sequence[str]) -> int:
    import django

    options = _parser().parse_args(arguments)
    django.setup()
    from django.utils import translation

    from jatigi.kernel.errors import Invalid, JatigiError

    try:
        content = options.file.read_bytes()
    except OSError as error:
        print(f"Le fichier ne s’ouvre pas : {error.strerror}", file=sys.stderr)
        return 2
    with translation.override("fr"):
        try:
            told = _import(content, options)
        except Invalid as error:
            told = {"ok": False, "errors": {path: str(sentence) for path, sentence in error.errors.items()}}
        except JatigiError as error:
            print(f"Rien n’a été repris : {error}", file=sys.stderr)
            return 1
        print(json.dumps(told, ensure_ascii=False, indent=2) if options.json else "\n".join(_lines(told)))
    return 0 if told["ok"] else 1


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="./run jatigi hsds")
    parser.add_argument("verb", choices=["import"])
    parser.add_argument(
        "file", type=Path, help="JSON : un enregistrement, une liste ou une page de l’interface"
    )
    parser.add_argument("--as", dest="account", required=True, help="nom d’utilisateur d’un coordinateur")
    parser.add_argument("--need", default="", help="besoin des services qui n’en disent aucun des nôtres")
    parser.add_argument("--dry-run", action="store_true", help="tout essayer, ne rien garder")
    parser.add_argument("--json", action="store_true", help="la réponse, pour un programme")
    return parser


def _import(content: bytes, options: argparse.Namespace) -> Mapping[str, Any]:
    from jatigi.agencies import who
    from jatigi.agencies.models import Account
    from jatigi.directory.hsds.actions import import_hsds
    from jatigi.directory.hsds.reading import parsed
    from jatigi.directory.hsds.rules import may_import
    from jatigi.kernel.errors import NotFound, Refused

    account = Account.objects.filter(username=options.account.lower(), is_active=True).first()
    if account is None:
        raise NotFound
    accesses = [who.access_as(member) for member in who.memberships(account)]
    access = next(filter(may_import, accesses), None)
    if access is None:
        raise Refused
    found = import_hsds(access, document=parsed(content), need=options.need, dry_run=options.dry_run)
    kinds = [one.kind for one in found.given]
    return {
        "ok": True,
        "dry_run": options.dry_run,
        "records": {kind: kinds.count(kind) for kind in sorted(set(kinds))},
        "notes": {path: str(sentence) for path, sentence in found.notes.items()},
    }


def _lines(told: Mapping[str, Any]) -> Sequence[str]:
    if not told["ok"]:
        return ["Rien n’a été repris.", *(f"  {path} : {said}" for path, said in told["errors"].items())]
    counts = ", ".join(f"{kind} : {n}" for kind, n in told["records"].items())
    done = "À l’essai, rien n’est gardé" if told["dry_run"] else "Repris"
    return [f"{done}. {counts}", *(f"  {path} : {said}" for path, said in told["notes"].items())]
