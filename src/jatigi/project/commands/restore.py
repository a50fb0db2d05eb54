"""`restore FILE`: fills an empty database from a backup; people erased since are erased again."""

import argparse
import sys
from collections.abc import Sequence
from pathlib import Path


def run(arguments: Sequence[str]) -> int:
    import django

    parser = argparse.ArgumentParser(prog="./run jatigi restore")
    parser.add_argument("file", type=Path)
    options = parser.parse_args(arguments)
    django.setup()
    from django.core.management import call_command

    from jatigi.kernel.vault import Locked
    from jatigi.project import backups

    call_command("migrate", verbosity=0, interactive=False)
    try:
        rows = backups.restore(options.file)
    except (backups.Unreadable, backups.NotEmpty, Locked, FileNotFoundError) as error:
        print(f"Rien n’a été changé : {error}", file=sys.stderr)
        return 1
    print(f"{rows} lignes remises en place. Vérifiez : ./run jatigi journal verify")
    return 0
