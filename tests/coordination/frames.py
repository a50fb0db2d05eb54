"""One of each thing beside commitments: a plan with its tree, an agreement, a project, a practice, a campaign."""

from datetime import date
from decimal import Decimal
from typing import Any

from jatigi.coordination.awareness import actions as awareness
from jatigi.coordination.frameworks import actions as frameworks
from jatigi.coordination.frameworks.models import (
    Framework,
    FrameworkItem,
    InstrumentParty,
    Position,
    RightsLine,
)
from jatigi.coordination.plans import actions as plans
from jatigi.coordination.practices import actions as practices
from jatigi.coordination.practices.models import Practice
from jatigi.coordination.projects import actions as projects
from jatigi.coordination.treaties import actions as treaties
from jatigi.coordination.treaties.models import Treaty
from jatigi.places import units
from tests.cast import Member

YEAR: dict[str, Any] = {"from_on": date(2026, 1, 1), "until": date(2026, 12, 31)}
SHEET: dict[str, Any] = {
    "title": "Parler aux parents avant le départ", "theme": "children", "country": "NE",
    "place_type": "village", "problem": "Des filles partent travailler en ville sans contrat.",
    "done": "Rencontres avec les parents et les intermédiaires.", "evidence": "Étude avant et après dans six villages.",
    "cost": "2 000 000 F CFA par an", "conditions": "Un relais dans chaque village.",
    "contact": "Unité de protection, direction régionale",
}  # fmt: skip
COMMON: Any = {
    "title": "Aides familiales : savoir avant de confier", "theme": "children", "language": "bm", "country": "ML",
    "unit": None, "place": "Marché", "starts_on": date(2026, 3, 1), "ends_on": date(2026, 3, 31),
    "cost": Decimal(1500000), "currency": "XOF",
}  # fmt: skip
EFFECT: Any = {
    "effect_method": "Les mêmes dix questions", "effect_scale": "bonnes réponses sur 10",
    "before": Decimal("3.5"), "after": Decimal(7), "measured": 40,
}  # fmt: skip


def unit(code: str) -> int:
    """A region of Mali by its code today."""
    found = units.on(date(2026, 6, 1), "ML", code)
    assert found is not None
    return found.pk


class Frames:
    """`keeper`: a secretariat; `teller`: answers for its organisation; `reviewer`: for another one."""

    def __init__(self, keeper: Member, teller: Member, reviewer: Member) -> None:
        self.keeper, self.teller, self.reviewer = keeper, teller, reviewer
        self._framework()
        self._treaty()
        self._project()
        self._practices()
        self.campaign = awareness.add_campaign(
            teller(), common=COMMON, message="Une fille de douze ans n’est pas une employée.", channel="radio",
            audience="parents", effect=EFFECT, reach=[{"sex": "female", "age_group": "18_59", "number": 320}],
            origins=[{"village": "Sanzana", "unit": "", "number": 34}],
            answers=[{"answer": "wage:under_10", "number": 30}, {"answer": "wage:10_19", "number": 10},
                     {"answer": "intermediary:paid", "number": 22}],
        )  # fmt: skip
        self.training = awareness.add_training(
            teller(), common=COMMON | {"title": "Reconnaître la traite"}, effect=EFFECT,
            counts=[{"sex": "male", "organisation_kind": "ngo", "number": 12}],
        )  # fmt: skip

    def _framework(self) -> None:
        said: dict[str, Any] = {"source": "Plan imprimé, page 4", "confirmed": True}
        self.plan = frameworks.add(
            self.keeper(), code="PLAN-ESSAI", vintage="2026", kind="plan", name_fr="Plan d’essai",
            levels=["axis", "objective"], **said,
        )  # fmt: skip
        tree: dict[str, Any] = {"framework": self.plan.pk, **said}
        self.axis = frameworks.add_item(
            self.keeper(), code="A1", level_name="axis", name_fr="Prévention", **tree
        )
        self.item = frameworks.add_item(
            self.keeper(), code="A1.1", level_name="objective", name_fr="Former", parent=self.axis.pk, **tree
        )
        value: Any = {**YEAR, "unit": None, "planned": None, "target": Decimal(1000), "reached": Decimal(150)}
        self.indicator = plans.add_indicator(
            self.teller(), item=self.item.pk, name="Personnes formées", counted_in="personnes", source="Plan, page 9",
            values=[value],
        )  # fmt: skip
        cost: Any = {**YEAR, "currency": "XOF", "amount": Decimal(50000000), "source": "Plan, page 12"}
        plans.set_costs(self.teller(), self.axis, costs=[cost])
        self.instrument = Framework.objects.get(code="CEDEAO-LC-1979")
        self.party = InstrumentParty.objects.get(framework=self.instrument, country="ML")
        self.position = Position.objects.get(code="AES-2025-1")
        self.shipped = FrameworkItem.objects.get(framework__code="GCM", code="7")
        self.right = RightsLine.objects.get(code="ML-CEDEAO-E-ML-SN")

    def _treaty(self) -> None:
        self.treaty = Treaty.objects.get(code="ML-CI-2000")
        self.clause = treaties.add_clause(
            self.keeper(), treaty=self.treaty.pk, code="ML-CI-2000/1", kind="child_protection",
            country_owes="Accueillir l’enfant.", partner_owes="Identifier et remettre l’enfant.", source="Texte, article 1",
        )  # fmt: skip
        self.observance = treaties.note_observance(
            self.teller(), clause=self.clause.pk, side="CI", kept=False, words="Aucune remise en 2026.",
            source="Procès-verbal de la commission", seen_on=date(2026, 5, 2),
        )  # fmt: skip

    def _project(self) -> None:
        self.project = projects.add(
            self.teller(), code="PRJ-1", title="Former les relais", country="ML", starts_on=date(2026, 1, 1),
            ends_on=date(2026, 12, 31), theme="children", parts=self.parts(),
        )  # fmt: skip
        self.exposure = projects.add_exposure(
            self.teller(), unit=unit("ML07"), hazard="drought", weight="high", words="Déficit de pluie.", year=2025,
            source="Bulletin agrométéorologique",
        )  # fmt: skip

    def parts(self) -> projects.Parts:
        said: Any = {
            "partners": [{"part": "donor", "partner": None, "name": "Coopération d’un pays"}],
            "budgets": [{**YEAR, "currency": "XOF", "amount": Decimal(20000000), "item": self.item.pk}],
            "places": [{"unit": unit("ML07"), "departure": True}],
            "reach": [{"sex": "female", "age_group": "12_17", "planned": 400, "reached": 90}],
            "results": [
                {
                    **YEAR,
                    "indicator": self.indicator.pk,
                    "unit": unit("ML07"),
                    "planned": Decimal(300),
                    "reached": Decimal(90),
                }
            ],
        }
        return said  # type: ignore[no-any-return]

    def _practices(self) -> None:
        self.draft = practices.write(self.teller(), **SHEET | {"title": "Brouillon"})
        theirs = practices.write(self.reviewer(), **SHEET | {"title": "À relire"})
        self.theirs = practices.step(self.reviewer(), theirs, verb="submit")
        self.practice = self.published(self.teller, self.reviewer)

    @staticmethod
    def published(teller: Member, reviewer: Member, **changes: Any) -> Practice:
        made = practices.step(teller(), practices.write(teller(), **SHEET | changes), verb="submit")
        practices.review(reviewer(), made, approved=True, words="Vu sur place.")
        return practices.step(teller(), made, verb="publish")
