"""Makes the demonstration: database, data, forms, static files. In a process of its own, so that nothing of it stays in memory."""

import gc
import sys
from datetime import timedelta
from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.management import call_command
from django.utils import translation

from jatigi.agencies import who
from jatigi.agencies.models import Account
from jatigi.kernel import clock, journal, schedule
from jatigi.kernel.access import Role
from jatigi.places.models import Site
from jatigi.project.demo import besides, guide, loading, state
from jatigi.project.demo.scenario import PEOPLE, plan
from jatigi.questionnaires import shipped

REFUSALS_SHOWN = 10


def prepare(wanted: state.Stamp) -> None:
    """Do what `wanted` asks for and is not there yet; a stamp is left only once everything is."""
    var = Path(settings.VAR)
    before = state.made(var)
    if before is None or wanted.reasons_to_rebuild(before):
        state.forget(var)
        before = None
        call_command("migrate", verbosity=0, interactive=False)
        _load(var, wanted.people)
    elif before.forms != wanted.forms:
        shipped.publish_all()
    if before is None or before.static != wanted.static:
        call_command("collectstatic", verbosity=0, interactive=False, clear=True)
    state.remember(var, wanted)


def accounts() -> list[dict[str, Any]]:
    """The demonstration accounts, one entry for each membership: username, full_name, organisation, roles, role_names, site."""
    people = who.roles_of(Account.objects.filter(demonstration=True, is_active=True))
    places: dict[Any, str] = {}
    if people:
        seen = Site.objects.visible_to(who.access_as(people[0][1]))
        places = dict(seen.values_list("pk", "name"))
    found = [
        {
            "username": account.username,
            "full_name": account.full_name,
            "organisation": {"acronym": member.organisation.short, "name": member.organisation.name_fr},
            "roles": sorted(member.roles),
            "role_names": [str(Role(role).label) for role in sorted(member.roles)],
            "site": places.get(member.site_id, ""),
        }
        for account, member in people
    ]
    return sorted(found, key=lambda one: (one["organisation"]["acronym"], one["username"]))


def _load(var: Path, people: int) -> None:
    scenario = plan(clock.now(), min(people, PEOPLE))
    before = people - scenario.people
    _say(f"Données inventées : {people} personnes, {len(scenario.events)} événements de trois mois…")
    if before:
        _say(f"  dont {before} personnes des registres des deux années d’avant, importées d’abord.")
    started = clock.now()
    gc.freeze()
    report = loading.load(scenario, Progress(), before=before, meeting=True)
    besides.tell()
    schedule.run_due()
    journal.checkpoint()
    _say(
        f"Chargées en {(clock.now() - started) // timedelta(seconds=1)} s : {report.done.total()} événements."
    )
    if report.refused:
        _say(f"{len(report.refused)} événements ont été refusés :")
    for event, sentence in report.refused[:REFUSALS_SHOWN]:
        _say(f"  {type(event).__name__} {event.key} : {sentence}")
    with translation.override("fr"):
        content = {
            "until": scenario.until.isoformat(),
            "accounts": accounts(),
            "tries": guide.tries(scenario),
        }
    state.write_guide(var, content)


class Progress:
    """Says how far it is: on a terminal always in the same place, elsewhere every tenth part."""

    def __init__(self) -> None:
        self._tenth = 0

    def __call__(self, done: int, total: int) -> None:
        percent = 100 * done // total
        if sys.stderr.isatty():
            print(f"\r  {percent} %", end="\r", file=sys.stderr, flush=True)
            return
        before, self._tenth = self._tenth, percent // 10
        if self._tenth > before:
            _say(f"  {percent} %")


def _say(text: str) -> None:
    print(text, file=sys.stderr, flush=True)
