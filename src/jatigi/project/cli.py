"""The command line of a node: `./run jatigi COMMAND`, and what `./run demo` and `./run serve` start."""

import argparse
import os
import sys
from collections.abc import Callable, Sequence
from importlib import import_module

COMMANDS: dict[str, str] = {
    "demo": "jatigi.project.commands.demo",
    "serve": "jatigi.project.commands.serve",
    "journal": "jatigi.project.commands.journal",
    "keys": "jatigi.project.commands.keys",
    "backup": "jatigi.project.commands.backup",
    "restore": "jatigi.project.commands.restore",
    "token": "jatigi.project.commands.token",
    "forms": "jatigi.project.commands.forms",
    "schedule": "jatigi.project.commands.schedule",
    "docs": "jatigi.project.commands.docs",
    "manage": "jatigi.project.commands.manage",
}


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
    run: Callable[[Sequence[str]], int] = import_module(COMMANDS[known.command]).run
    sys.exit(run([*rest, *words[1:]]))


def _choose_mode(command: str) -> None:
    """`demo` and `serve` say it; documents never depend on it; the others follow `JATIGI_MODE`, or where secrets are set."""
    if command in ("demo", "serve"):
        os.environ["JATIGI_MODE"] = command
    elif command == "docs":
        os.environ["JATIGI_MODE"] = "test"
    elif "JATIGI_MODE" not in os.environ:
        os.environ["JATIGI_MODE"] = "serve" if os.environ.get("JATIGI_SECRET_KEY") else "demo"
