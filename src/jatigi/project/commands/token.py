"""`token create --account A --purpose P`: an API token of one person for one purpose, shown once."""

import argparse
import sys
from collections.abc import Sequence


def run(arguments: Sequence[str]) -> int:
    import django

    parser = argparse.ArgumentParser(prog="./run jatigi token")
    parser.add_argument("verb", choices=["create"])
    parser.add_argument("--account", required=True, help="nom d’utilisateur")
    parser.add_argument("--purpose", required=True)
    parser.add_argument("--label", default="ligne de commande")
    parser.add_argument("--days", type=int, default=90)
    options = parser.parse_args(arguments)
    django.setup()
    from jatigi.agencies import tokens
    from jatigi.kernel.errors import JatigiError

    try:
        print(
            tokens.create_for(
                options.account, purpose=options.purpose, label=options.label, days=options.days
            )
        )
    except JatigiError as error:
        print(f"Aucun jeton n’a été créé : {error}", file=sys.stderr)
        return 1
    return 0
