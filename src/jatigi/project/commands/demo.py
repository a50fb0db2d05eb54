"""`demo`: the application with invented data, below `var/demo`. `demo accounts` lists who can be tried."""

import argparse
import ipaddress
import json
import os
import socket
import subprocess
import sys
from collections.abc import Sequence
from datetime import datetime
from pathlib import Path

from jatigi.project.demo import state

PEOPLE = 400
MANY = 5000
FAST = "PRAGMA synchronous=OFF;"
"""While the data is made nothing is lost by a crash: it would be made anew."""


def run(arguments: Sequence[str]) -> int:
    os.environ.pop("DATABASE_URL", None)
    os.environ.pop("JATIGI_BEHIND_PROXY", None)
    parser = argparse.ArgumentParser(
        prog="./run demo", description="L’application, avec des données inventées."
    )
    parser.add_argument("what", nargs="?", choices=["accounts", "prepare"], help=argparse.SUPPRESS)
    parser.add_argument("--port", type=int, default=8000, help="8000 si rien n’est dit")
    parser.add_argument("--host", default="127.0.0.1", help="cette machine seulement si rien n’est dit")
    parser.add_argument("--people", type=_people, help=f"combien de personnes ; {PEOPLE} la première fois")
    parser.add_argument("--anew", action="store_true", help="refaire les données jusqu’à aujourd’hui")
    parser.add_argument("--json", action="store_true", help=argparse.SUPPRESS)
    options = parser.parse_args(arguments)
    try:
        if options.what == "accounts":
            return _accounts(as_json=options.json)
        if options.what == "prepare":
            return _prepare(options.people or PEOPLE)
        return _demonstrate(options)
    except state.Busy:
        return _sorry(
            "Une autre démonstration se sert de ces données : arrêtez-la d’abord, puis recommencez."
        )
    except state.NotOurs:
        return _sorry(
            "Sous JATIGI_VAR se trouve une base que la démonstration n’a pas faite : rien n’a été touché. "
            "Donnez un autre dossier."
        )


def _sorry(sentence: str) -> int:
    print(sentence, file=sys.stderr)
    return 1


def _people(text: str) -> int:
    number = int(text)
    if number < 1:
        raise argparse.ArgumentTypeError("au moins une personne")
    return number


def _demonstrate(options: argparse.Namespace) -> int:
    from jatigi.project import settings, supervisor

    if not supervisor.port_is_free(options.host, options.port):
        return _sorry(
            f"Le port {options.port} est déjà pris : ./run demo --port {options.port + 1}, ou arrêtez ce qui l’occupe."
        )
    address = f"http://{_shown(options.host)}:{options.port}/"
    os.environ["JATIGI_PUBLIC_URL"] = address.rstrip("/")
    os.environ["JATIGI_ALLOWED_HOSTS"] = ",".join(_names(options.host))
    if not _make_sure(settings.VAR, options):
        return 1
    with state.using(settings.VAR, alone=False):
        text = _guide(settings.VAR, address, options.host)
        return supervisor.run(options.host, options.port, 1, ready=lambda: print(text, flush=True))


def _make_sure(var: Path, options: argparse.Namespace) -> bool:
    """Have made what is missing or has changed, after saying so. Raises `state.Busy`, `state.NotOurs`."""
    before = state.made(var)
    people = options.people or (before.people if before else PEOPLE)
    wanted = state.present(people)
    if before == wanted and not options.anew:
        return True
    with state.using(var, alone=True):
        state.claim(var)
        if options.anew:
            state.forget(var)
        elif before and (reasons := wanted.reasons_to_rebuild(before)):
            print(f"Les données de démonstration sont refaites : {', '.join(reasons)}.", file=sys.stderr)
        if people > MANY:
            print(f"{people} personnes : comptez environ {2 + people // 20_000} minutes.", file=sys.stderr)
    command = [sys.executable, "-m", "jatigi", "demo", "prepare", "--people", str(people)]
    return subprocess.run(command, check=False).returncode == 0


def _prepare(people: int) -> int:
    from jatigi.project import settings

    with state.using(settings.VAR, alone=True):
        options = settings.DATABASES["default"].setdefault("OPTIONS", {})
        options["init_command"] = options.get("init_command", "") + FAST
        import django

        django.setup()
        from jatigi.project.demo import preparing

        preparing.prepare(state.present(people))
    return 0


def _accounts(*, as_json: bool) -> int:
    import django

    django.setup()
    from django.utils import translation

    from jatigi.project.demo import preparing

    with translation.override("fr"):
        accounts = preparing.accounts()
    if as_json:
        print(json.dumps(accounts, ensure_ascii=False, indent=1))
        return 0
    for one in accounts:
        roles = ", ".join(one["role_names"])
        print(f"{one['organisation']['acronym']:16} {roles:32} {one['full_name']:28} {one['username']}")
    return 0


def _guide(var: Path, address: str, host: str) -> str:
    from jatigi.project.demo import guide

    today = datetime.now().astimezone().date()
    return guide.page(address, state.guide(var), loopback=_is_loopback(host), today=today)


def _is_loopback(host: str) -> bool:
    try:
        return ipaddress.ip_address(host).is_loopback
    except ValueError:
        return host == "localhost"


def _shown(host: str) -> str:
    if host in ("0.0.0.0", "::"):  # noqa: S104  # what was asked for, shown as what opens it here
        return "127.0.0.1"
    return f"[{host}]" if ":" in host else host


def _names(host: str) -> list[str]:
    """The names under which it answers: never any name, so that no other page can speak in its place."""
    names = ["127.0.0.1", "localhost", "[::1]", _shown(host)]
    if not _is_loopback(host):
        found = socket.getaddrinfo(socket.gethostname(), None, family=socket.AF_INET)
        names += [socket.gethostname(), *(str(entry[4][0]) for entry in found)]
    return list(dict.fromkeys(names))
