"""What the tests of coordination share: a body of the house, a closed one, an event, and what was recommended there.

The secretariat is in Gao (Salif, its coordinator); the Croix-Rouge sits in both bodies; a stranger in none.
"""

from datetime import date, timedelta
from typing import Any

from jatigi.coordination.bodies.models import Body, BodyMember
from jatigi.coordination.commitments import actions as commitments
from jatigi.coordination.commitments.models import Commitment
from jatigi.coordination.events.models import Event
from jatigi.coordination.frameworks.models import Framework, FrameworkItem
from jatigi.kernel import clock
from jatigi.kernel.access import Role
from jatigi.kernel.querysets import acting
from tests.cast import Cast, Member, member

PASSAGE = (
    "Renforcer l’accueil des migrants refoulés à Gao et doter la Maison des migrants d’un agent de santé."
)


def body(where: Any, code: str, **said: Any) -> Body:
    """A committee of `where`, by its code."""
    usual: dict[str, Any] = {
        "name": f"Comité {code}", "acronym": code, "kind": "committee", "level": "national", "country_id": "ML",
    }  # fmt: skip
    with acting():
        made = Body(organisation=where, code=code, **(usual | said))
        made.save()
    return made


def seat(where: Any, in_body: Body, office: str = "member") -> BodyMember:
    with acting():
        made = BodyMember(organisation=where, body=in_body, office=office, from_on=date(2020, 1, 1))
        made.save()
    return made


def event(of: Body, title: str = "Atelier de Gao", **said: Any) -> Event:
    held = clock.today() - timedelta(days=100)
    usual: dict[str, Any] = {"kind": "workshop", "starts_on": held, "ends_on": held, "state": "held"}
    with acting():
        made = Event(
            organisation_id=of.organisation_id, body=of, title=title, closed=of.closed, **(usual | said)
        )
        made.save()
    return made


def item(code: str = "7", framework: str = "GCM", name: str = "Réduire les vulnérabilités") -> FrameworkItem:
    """An objective of a framework, the one that is there where the reference data brought it."""
    found = FrameworkItem.objects.filter(framework__code=framework, code=code).first()
    if found is not None:
        return found
    with acting():
        frame = Framework.objects.filter(code=framework).first()
        if frame is None:
            frame = Framework(
                code=framework,
                kind="compact",
                name_fr="Pacte mondial",
                name_en="Global Compact",
                source="essai",
            )
            frame.save()
        made = FrameworkItem(framework=frame, code=code, level_name="objective", name_fr=name, source="essai")
        made.save()
    return made


class Standing:
    """Bodies, an event and commitments in one test's database, around the standing cast."""

    REFERENCE = ""
    """Of the first commitment; one is made where none is given."""

    def __init__(self, cast: Cast, secretary: Member | None = None) -> None:
        self.cast = cast
        self.secretary = secretary or member(cast.gao, "salif", Role.COORDINATOR)
        self.body = body(cast.gao, "CNM")
        self.closed_body = body(cast.gao, "CERCLE", closed=True)
        for one in (self.body, self.closed_body):
            seat(cast.gao, one, "secretariat")
            seat(cast.croix, one)
        self.event = event(self.body)
        self.closed_event = event(self.closed_body, "Réunion à huis clos")
        self.item = item()
        self.commitment = self.record(
            reference=self.REFERENCE, addressees=[{"organisation": cast.croix.pk, "lead": True}]
        )
        self.nobodys = self.record(text="Adopter une loi contre la traite.", kind="decision")
        self.overdue = self.record(
            text="Ouvrir un guichet à Ménaka.",
            made_on=clock.today() - timedelta(days=90),
            deadline=clock.today() - timedelta(days=3),
            addressees=[{"organisation": cast.croix.pk}],
        )
        self.secret = self.record(text="Cartographier les filières.", event=self.closed_event.pk)

    def record(self, **said: Any) -> Commitment:
        """A recommendation made at the event, by the secretariat."""
        usual: dict[str, Any] = {"kind": "recommendation", "text": PASSAGE, "event": self.event.pk}
        return commitments.record(self.secretary(), **(usual | said))
