"""Keys of the node: create, rotate (rewraps only; the node's or one organisation's), recovery file and its way back."""

import argparse
import getpass
import sys
from collections.abc import Sequence
from pathlib import Path


def run(arguments: Sequence[str]) -> int:
    import django

    parser = argparse.ArgumentParser(prog="./run jatigi keys")
    verbs = parser.add_subparsers(dest="verb", required=True)
    verbs.add_parser("create", help="crée la clé du nœud (jamais par-dessus une autre)")
    rotate = verbs.add_parser(
        "rotate", help="nouvelle clé du nœud ; seules les clés des organisations sont ré-emballées"
    )
    rotate.add_argument(
        "--organisation",
        metavar="NOM",
        help="nouvelle clé de cette organisation seulement (sigle, nom ou identifiant) ; "
        "seules les clés de ses personnes sont ré-emballées",
    )
    rotate.add_argument(
        "--node-is-stopped",
        action="store_true",
        required=True,
        help="le nœud est arrêté : un processus en marche garderait l’ancienne clé",
    )
    verbs.add_parser("recovery", help="fichier de secours, ouvert par un code imprimé une fois").add_argument(
        "file", type=Path
    )
    verbs.add_parser("recover", help="remet la clé du nœud depuis le fichier de secours").add_argument(
        "file", type=Path
    )
    options = parser.parse_args(arguments)
    django.setup()
    from jatigi.kernel import vault

    try:
        return {"create": _create, "rotate": _rotate, "recovery": _recovery, "recover": _recover}[
            options.verb
        ](options)
    except (vault.Locked, FileExistsError, FileNotFoundError) as error:
        print(f"Rien n’a été changé : {error}", file=sys.stderr)
        return 1


def _create(_options: argparse.Namespace) -> int:
    from django.conf import settings

    from jatigi.kernel import vault

    vault.create_node_key(Path(settings.NODE_KEY_FILE))
    print(
        "La clé du nœud est créée. Faites maintenant son fichier de secours : ./run jatigi keys recovery FICHIER"
    )
    return 0


def _rotate(options: argparse.Namespace) -> int:
    from jatigi.kernel import rotation

    if options.organisation is not None:
        return _rotate_organisation(options.organisation)
    print(f"{rotation.rotate_node_key()} clés d’organisation ré-emballées sous la nouvelle clé du nœud.")
    print("Refaites le fichier de secours et redémarrez le nœud.")
    return 0


def _rotate_organisation(called: str) -> int:
    from jatigi.agencies.models import Organisation
    from jatigi.kernel import rotation

    known = list(Organisation.objects.order_by("name_fr"))
    found = [house for house in known if called in (house.acronym, house.name_fr, str(house.pk))]
    if len(found) != 1:
        print(
            "Rien n’a été changé : nommez une seule de ces organisations.",
            *(f"  {house.pk}  {house.full}" for house in known),
            sep="\n",
            file=sys.stderr,
        )
        return 1
    rewrapped = rotation.rotate_organisation_key(found[0].pk)
    print(f"{found[0].full} : {rewrapped} clés ré-emballées sous la nouvelle clé de l’organisation.")
    print("Refaites une sauvegarde et redémarrez le nœud.")
    return 0


def _recovery(options: argparse.Namespace) -> int:
    from jatigi.kernel import rotation

    code = rotation.write_recovery(options.file)
    print(f"Code de secours, à écrire sur papier et à garder loin du fichier : {code}")
    return 0


def _recover(options: argparse.Namespace) -> int:
    from jatigi.kernel import rotation

    rotation.recover(options.file, getpass.getpass("Code de secours : "))
    print("La clé du nœud est remise en place.")
    return 0
