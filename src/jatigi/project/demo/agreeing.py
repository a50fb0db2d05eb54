"""The agreements between the organisations of the story: the network's own, one that ends soon, one that waits for a signature."""

from collections.abc import Iterable, Sequence
from dataclasses import replace
from datetime import date, timedelta
from typing import Any

from jatigi.kernel import clock
from jatigi.kernel.access import Access
from jatigi.project.demo.institutions import NOTICE_FR, organisations
from jatigi.project.demo.replay.stage import Stage
from jatigi.protection.agreements import actions as sharing
from jatigi.protection.agreements.models import SharingAgreement
from jatigi.protection.codes import BEYOND, Category

STORY = timedelta(days=91)
NETWORK_LASTS = timedelta(days=400)
ENDS_SOON = timedelta(days=40)


def agree(stage: Stage) -> None:
    """Written down and signed shortly before the story begins, by the administrators of the organisations."""
    today = clock.today()
    everybody = [one.key for one in organisations()]
    network = _draft(
        stage, everybody, "Protocole de partage d’informations du mécanisme de référencement", Category.values,
        today + NETWORK_LASTS,
    )  # fmt: skip
    _sign(stage, network, everybody)
    care = ["mdm-gao", "hopital-gao"]
    ends_soon = _draft(
        stage, care, "Avenant sur le suivi médical à Gao", ["name", "age", "health", "needs"],
        today + STORY + ENDS_SOON,
    )  # fmt: skip
    _sign(stage, ends_soon, care)
    waiting = _draft(
        stage, ["helvetas", "mdm-gao"], "Suivi de la réinsertion", ["name", "contact", "needs"],
        today + NETWORK_LASTS,
    )  # fmt: skip
    _sign(stage, waiting, ["helvetas"])


def _draft(
    stage: Stage, parties: Sequence[str], title: str, categories: Iterable[str], until: date
) -> SharingAgreement:
    sides: list[Any] = [{"organisation": stage.ids[key], "gives": True, "takes": True} for key in parties]
    return sharing.draft(
        _who(stage, parties[0]), title=title, paper=f"Classeur des accords. {NOTICE_FR}.", parties=sides,
        purposes=[str(one) for one in BEYOND], categories=list(categories), from_on=clock.today(), until=until,
    )  # fmt: skip


def _sign(stage: Stage, agreement: SharingAgreement, parties: Iterable[str]) -> None:
    for key in parties:
        sharing.sign(
            _who(stage, key), agreement, signatory="Signature inventée", function="direction",
            signed_on=clock.today(),
        )  # fmt: skip


def _who(stage: Stage, organisation: str) -> Access:
    """The administrator of a house, who has just shown the second factor."""
    access = stage.cast[f"{organisation}:organisation_administrator:1"]
    return replace(access, stepped_up_at=clock.now())
