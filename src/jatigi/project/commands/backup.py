"""`backup FILE`: one encrypted file with the whole database."""

import argparse
import sys
from collections.abc import Sequence
from pathlib import Path


def run(arguments: Sequence[str]) -> int:
    import django

    parser = argparse.ArgumentParser(prog="./run jatigi backup")
    parser.add_argument("file", type=Path)
    options = parser.parse_args(arguments)
    django.setup()
    from jatigi.project import backups

    try:
        rows = backups.backup(options.file)
    except FileExistsError:
        print("Ce fichier existe déjà : rien n’a été écrit.", file=sys.stderr)
        return 1
    print(
        f"{rows} lignes sauvegardées, chiffrées. La clé du nœud se garde à part : ./run jatigi keys recovery FICHIER"
    )
    return 0
