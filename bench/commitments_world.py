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
    from jatigi.kernel import schedule
    from jatigi.kernel.access import Role
    from tests.cast import Cast, member, organisation

    cast, rng = Cast(), random.Random(SEED)
    secretary = member(cast.gao, "secretariat", Role.COORDINATOR)
    houses = [organisation(f"H{number:02d}") for number in range(HOUSES)]
    bodies, events, items = _around(cast)
    content = _workbook(int(sys.argv[1]), bodies, events, items, rng)
    measured = _imported(secretary, content)
    schedule.run_now("database.count_rows")
    measured |= _compared() | _reported(secretary)
    measured["pages"] = _pages(bodies[0])
    found = {"bodies": bodies, "events": events, "houses": houses, "items": items}
    told = {
        "session": session(secretary.account),
        "words": ["frontières", "réinsertion", "Ménaka", "parents", "soins", "domestiques", "disparus"],
        "years": list(range(2014, 2027)),
        **{name: [str(one.pk) for one in rows] for name, rows in found.items()},
    }
    print(json.dumps(measured | told))


def _imported(secretary: Any, content: bytes) -> dict[str, Any]:
    """The workbook brought in, and how long both steps took."""
    from jatigi.coordination.commitments.books import actions as books

    began = time.monotonic()
    book = books.bring(secretary(), name="a.xlsx", content=content)
    checked = time.monotonic()
    if not book.told["clear"]:
        raise SystemExit(f"not clear: {book.told['problems'][:5]}")
    books.write(secretary(), book)
    writing = time.monotonic() - checked
    return {"rows": book.rows, "bytes": len(content), "checking": checked - began, "writing": writing}


def _compared() -> dict[str, Any]:
    """All of them compared with all others, and how long it took."""
    from jatigi.coordination.commitments import rules
    from jatigi.coordination.commitments.clusters import actions, proposing
    from jatigi.kernel.access import service_access

    looking = service_access(rules.LOOKING, ["coordination.Commitment", "coordination.Likeness"])
    began = time.monotonic()
    found = proposing.look(looking)
    took = time.monotonic() - began
    actions.propose(looking, found=found)
    return {"pairs": len(found), "likeness": took}


def _pages(body: Any) -> dict[str, str]:
    """The other pages that look at all of them, by what they are: everything is public, and a body meets next week."""
    from django.urls import reverse

    from jatigi.coordination.models import Body, Commitment, Event
    from jatigi.kernel import clock
    from jatigi.kernel.access import service_access
    from jatigi.kernel.querysets import acting
    from tests.coordination import standing

    tables = (Body, Commitment, Event)
    everything = service_access("bench", [table._meta.label for table in tables])
    with acting():
        for table in tables:
            table.objects.visible_to(everything).update(public=True)
    soon = clock.today() + timedelta(days=7)
    meeting = standing.event(body, "Prochaine réunion", state="planned", starts_on=soon, ends_on=soon)
    one = Commitment.objects.visible_to(everything).filter(body=body).order_by("due", "id")[0]
    page = "coordination:{}".format
    return {
        "today": reverse("agencies:home"),
        "one commitment": reverse(page("commitment"), args=[one.pk]),
        "overdue": reverse(page("overdue")),
        "follow-up of meetings": reverse(page("followed")),
        "agenda proposed": reverse(page("agenda"), args=[meeting.pk]),
        "groups proposed": reverse(page("cluster_proposals")),
        "report of a body": f"{reverse(page('follow_up'))}?body={body.pk}",
        "public page": reverse(page("engagements")),
        "public page, overdue": f"{reverse(page('engagements'))}?state=overdue",
        "public questions": reverse(page("questions")),
    }


def _reported(secretary: Any) -> dict[str, Any]:
    """The follow-up report of everything, in seconds of processor time."""
    from jatigi.coordination.reporting import gathering, writing
    from jatigi.kernel.access import Purpose

    access, years = secretary(Purpose.OVERSIGHT), (date(1990, 1, 1), date(2090, 1, 1))
    about = gathering.scope(access, first=years[0], last=years[1])
    began = time.process_time()
    report = gathering.gathered(access, about)
    gathered = time.process_time()
    content = writing.as_docx(report)
    written = time.process_time()
    gathering.page(access, about)
    return {
        "report": report.total,
        "report_bytes": len(content),
        "gathering": gathered - began,
        "docx": written - gathered,
        "report_page": time.process_time() - written,
    }


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
