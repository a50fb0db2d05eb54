"""The command line of a node: `./run jatigi COMMAND`, and what `./run demo` and `./run serve` start."""

import argparse
import os
import sys
from collections.abc import Callable, Sequence
from importlib import import_module

COMMANDS: dict[str, str] = {
    "demo": "jatigi.project.commands.demo",
    "directory": "jatigi.project.commands.directory",
    "serve": "jatigi.project.commands.serve",
    "journal": "jatigi.project.commands.journal",
    "keys": "jatigi.project.commands.keys",
    "backup": "jatigi.project.commands.backup",
    "restore": "jatigi.project.commands.restore",
    "token": "jatigi.project.commands.token",
    "forms": "jatigi.project.commands.forms",
    "hsds": "jatigi.project.commands.hsds",
    "schedule": "jatigi.project.commands.schedule",
    "finder": "jatigi.project.commands.finder",
    "docs": "jatigi.project.commands.docs",
    "match": "jatigi.project.commands.match",
    "manage": "jatigi.project.commands.manage",
}

OF_ONE_NODE = {"backup", "hsds", "journal", "keys", "restore", "token"}
"""Commands that an operator, or a timer, could run on another node than the one that was meant."""


def main(arguments: Sequence[str] | None = None) -> None:
    """Run one command; exits with its status."""
    words = list(sys.argv[1:] if arguments is None else arguments)
    parser = argparse.ArgumentParser(prog="./run jatigi", add_help=False)
    parser.add_argument("command", nargs="?", choices=sorted(COMMANDS))
    known, rest = parser.parse_known_args(words[:1])
    if known.command is None:
        parser.print_usage()
        print("Commandes : " + ", ".join(sorted(COMMANDS)))
        sys.exit(0 if not words else 2)
    _choose_mode(known.command)
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "jatigi.project.settings")
    if known.command in OF_ONE_NODE:
        _say_which_node()
    run: Callable[[Sequence[str]], int] = import_module(COMMANDS[known.command]).run
    sys.exit(run([*rest, *words[1:]]))


def _choose_mode(command: str) -> None:
    """`demo` and `serve` say it; documents and measures never depend on it; the others follow `JATIGI_MODE`, or where secrets are set."""
    if command in ("demo", "serve"):
        os.environ["JATIGI_MODE"] = command
    elif command in ("docs", "match"):
        os.environ["JATIGI_MODE"] = "test"
    elif "JATIGI_MODE" not in os.environ:
        os.environ["JATIGI_MODE"] = "serve" if os.environ.get("JATIGI_SECRET_KEY") else "demo"


def _say_which_node() -> None:
    from django.conf import settings

    database = settings.DATABASES["default"]
    at = f"{database['NAME']} ({database['HOST']})" if database.get("HOST") else database["NAME"]
    kind = {"serve": "production", "demo": "démonstration", "test": "tests"}.get(settings.MODE, settings.MODE)
    print(f"Nœud {settings.NODE_NAME} ({kind}), données : {at}", file=sys.stderr, flush=True)
