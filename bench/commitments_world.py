"""Fills the node of the environment with recommendations from one workbook, through the doors, and prints what was measured.

Twenty bodies, four hundred events, sixty organisations, 23 objectives of a compact; a tenth of the passages come again in
other words, each third passage names two addressees, each tenth stands in a group.
"""

import json
import random
import sys
import time
from datetime import date, timedelta
from io import BytesIO
from typing import Any

import django

SEED = 20261122
BODIES, EVENTS, HOUSES, CLUSTERS = 20, 400, 60, 200
VERBS = "Renforcer Adopter Créer Former Doter Appuyer Élaborer Organiser Réviser Harmoniser Assurer Financer".split()
OBJECTS = (
    "l’accueil des migrants|la protection des enfants non accompagnés|les services sociaux|la base de données migratoires|"
    "la lutte contre la traite|les agents des frontières|la prise en charge psychosociale|le rapatriement volontaire|"
    "la réinsertion économique|l’état civil|les travailleurs domestiques|la coopération avec les pays voisins|"
    "l’accès aux soins|les maisons des migrants|la sensibilisation des parents|la recherche des migrants disparus"
).split("|")
PLACES = "Gao Kayes Ménaka Sikasso Tombouctou Mopti Ségou Bamako Kidal".split()
ENDS = (
    "avant la fin de l’année|avec l’appui des partenaires|en lien avec les collectivités|par un financement pérenne|"
    "dans les régions de départ|selon les normes internationales|pour les femmes et les enfants|au niveau national"
).split("|")
HEAD = (
    "Référence", "Type", "Passage", "Instance", "Événement", "Dit le", "Document et page", "Destinataires", "Échéance",
    "Thème", "Niveau", "Lieu", "Cadres", "Groupe", "État", "Motif",
)  # fmt: skip
STATES = ("", "", "", "prévu", "en cours", "tenu en partie", "tenu", "abandonné")
THEMES = ("traite des personnes", "enfants et jeunes", "santé", "partenariats et coopération", "")


def main() -> None:
    django.setup()
    from django.core.management import call_command

    call_command("migrate", verbosity=0, interactive=False)
    call_command("collectstatic", verbosity=0, interactive=False)
    from bench.pages_world import session
    from jatigi.coordination.commitments import rules
    from jatigi.coordination.commitments.books import actions as books
    from jatigi.coordination.commitments.clusters import proposing
    from jatigi.kernel import schedule
    from jatigi.kernel.access import Role, service_access
    from tests.cast import Cast, member, organisation

    cast, rng = Cast(), random.Random(SEED)
    secretary = member(cast.gao, "secretariat", Role.COORDINATOR)
    houses = [organisation(f"H{number:02d}") for number in range(HOUSES)]
    bodies, events, items = _around(cast)
    content = _workbook(int(sys.argv[1]), bodies, events, items, rng)
    began = time.monotonic()
    book = books.bring(secretary(), name="a.xlsx", content=content)
    checked = time.monotonic()
    if not book.told["clear"]:
        raise SystemExit(f"not clear: {book.told['problems'][:5]}")
    books.write(secretary(), book)
    written = time.monotonic()
    schedule.run_now("database.count_rows")
    looking = service_access(rules.LOOKING, ["coordination.Commitment", "coordination.Likeness"])
    pairs = len(proposing.look(looking))
    print(
        json.dumps(
            {
                "rows": book.rows,
                "bytes": len(content),
                "checking": checked - began,
                "writing": written - checked,
                "likeness": time.monotonic() - written,
                "pairs": pairs,
                "session": session(secretary.account),
                "words": [
                    "frontières",
                    "réinsertion",
                    "Ménaka",
                    "parents",
                    "soins",
                    "domestiques",
                    "disparus",
                ],
                "bodies": [str(one.pk) for one in bodies],
                "events": [str(one.pk) for one in events],
                "houses": [str(one.pk) for one in houses],
                "items": [str(one.pk) for one in items],
                "years": list(range(2014, 2027)),
            }
        )
    )


def _around(cast: Any) -> tuple[list[Any], list[Any], list[Any]]:
    """Bodies, events and items, as tests make them."""
    from tests.coordination import standing

    bodies = [standing.body(cast.gao, f"COMITE{number}") for number in range(BODIES)]
    events = []
    for number in range(EVENTS):
        held = date(2014, 1, 15) + timedelta(days=number * 11)
        title = f"Réunion {number}"
        events.append(standing.event(bodies[number % BODIES], title, starts_on=held, ends_on=held))
    items = [standing.item(str(number)) for number in range(1, 24)]
    return bodies, events, items


def _workbook(count: int, bodies: Any, events: Any, items: Any, rng: random.Random) -> bytes:
    from jatigi.kernel.sheets import Sheet, xlsx

    rows = [_row(number, bodies, events, items, rng) for number in range(count)]
    for number in range(count // 10):
        rows[-1 - number][2] = rows[number][2].replace("et de", "ainsi que de")
    file = BytesIO()
    xlsx([Sheet("Engagements", [HEAD], rows)], file)
    return file.getvalue()


def _row(number: int, bodies: Any, events: Any, items: Any, rng: random.Random) -> list[Any]:
    event = rng.choice(events)
    body = next(one for one in bodies if one.pk == event.body_id)
    state = rng.choice(STATES)
    text = (
        f"{rng.choice(VERBS)} {rng.choice(OBJECTS)} et {rng.choice(OBJECTS)} à {rng.choice(PLACES)} {rng.choice(ENDS)}, "
        f"et {rng.choice(VERBS).lower()} {rng.choice(OBJECTS)} ({rng.choice(PLACES)}) {rng.choice(ENDS)} pour les migrants."
    )
    due = event.starts_on + timedelta(days=rng.randrange(60, 1_500))
    named = [f"H{rng.randrange(HOUSES):02d}*"] * (number % 7 > 0) + [f"H{rng.randrange(HOUSES):02d}"] * (
        number % 3 == 0
    )
    return [
        f"REC/{event.starts_on.year}/{number}", "recommandation" if number % 5 else "décision", text, body.code,
        event.title, f"{event.starts_on:%d/%m/%Y}", f"communiqué final, page {number % 9 + 1}",
        "; ".join(dict.fromkeys(named)), f"{due:%d/%m/%Y}" if number % 4 else f"{due:%Y}", rng.choice(THEMES),
        rng.choice(("national", "local", "")), rng.choice((*PLACES, "")), f"gcm {rng.randrange(1, 24)}",
        f"Groupe {number % CLUSTERS}" if number % 10 == 0 else "", state, "sans objet" if state == "abandonné" else "",
    ]  # fmt: skip


if __name__ == "__main__":
    main()
