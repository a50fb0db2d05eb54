"""Frameworks, instruments, laws and the traveller's rights: shipped, corrected, read."""

import re
from datetime import date
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from jatigi.coordination.frameworks import actions, reference, tree
from jatigi.coordination.frameworks.models import (
    Framework,
    FrameworkItem,
    InstrumentParty,
    Position,
    RightsLine,
)
from jatigi.coordination.frameworks.rights import actions as rights
from jatigi.coordination.measures import actions as measures
from jatigi.kernel.access import Role
from jatigi.kernel.errors import Conflict, Invalid, Refused
from tests.cast import Cast, Member, member
from tests.coordination.frames import Frames
from tests.coordination.standing import Standing
from tests.sign_in import signed_in

pytestmark = pytest.mark.django_db


@pytest.fixture
def keeper(cast: Cast) -> Member:
    return member(cast.gao, "secretaire", Role.COORDINATOR)


def shown(who: Member, name: str, *args: Any, **query: Any) -> str:
    answer = signed_in(who.account).get(reverse(f"coordination:{name}", args=args), query)
    assert answer.status_code == 200
    return str(answer.content.decode())


def test_what_is_shipped_says_where_it_stands_and_what_is_doubtful() -> None:
    compact = Framework.objects.get(code="GCM")
    items = FrameworkItem.objects.filter(framework=compact)
    assert items.filter(level_name="objective").count() == 23
    assert items.filter(level_name="principle").count() == 10
    assert (
        FrameworkItem.objects.filter(
            framework__code="PONAM", framework__vintage="2025", to_confirm=True
        ).count()
        == 8
    )
    fourp = FrameworkItem.objects.filter(framework__code="PAN-TRAITE", framework__vintage="2023-2027")
    assert [one.name_fr for one in fourp.order_by("order")][:3] == ["Prévention", "Protection", "Poursuite"]
    assert FrameworkItem.objects.get(code="16.2.2").name_fr.startswith("Victimes de la traite")
    convention = InstrumentParty.objects.get(framework__code="ICRMW", country="ML")
    assert (convention.bond, convention.bound_since) == ("accession", "2003-06-05")
    community = InstrumentParty.objects.get(framework__code="CEDEAO-LC-1979", country="ML")
    assert (community.until, community.to_confirm) == ("2025-01-29", True)
    assert set(Position.objects.values_list("side", flat=True)) == {"CEDEAO", "AES"}
    for model in (Framework, FrameworkItem, InstrumentParty, Position, RightsLine):
        assert not model.objects.filter(source="").exists()


def test_what_somebody_confirmed_stays_when_the_files_are_loaded_again(keeper: Member) -> None:
    party = InstrumentParty.objects.get(framework__code="KAMPALA", country="ML")
    before = {
        model: model.objects.count() for model in (Framework, FrameworkItem, InstrumentParty, RightsLine)
    }
    assert party.to_confirm
    actions.change_party(
        keeper(), party, bond="ratification", bound_since="2012-11-06", report_due=date(2027, 1, 1),
        source="Dépôt lu au recueil de l’Union africaine", confirmed=True,
    )  # fmt: skip
    other = Framework.objects.get(code="GCM")
    reference.load()
    party.refresh_from_db()
    assert (party.bound_since, party.to_confirm, party.report_due) == ("2012-11-06", False, date(2027, 1, 1))
    assert Framework.objects.get(code="GCM").pk == other.pk
    assert {model: model.objects.count() for model in before} == before
    text = shown(keeper, "party", party.pk)
    assert "6 novembre 2012" in text
    assert "à confirmer" not in text
    assert "Convention de Kampala" in signed_in(keeper.account).get("/").text  # its report is due soon


def test_a_law_holds_from_its_day_until_another_replaces_it(cast: Cast, keeper: Member) -> None:
    old = Framework.objects.get(code="ML-LOI-2012-023")
    new = actions.add(
        keeper(), code="ML-LOI-ESSAI", kind="law", name_fr="Loi d’essai sur la traite", country="ML",
        valid_from=date(2026, 6, 1), source="Journal officiel", confirmed=True,
    )  # fmt: skip
    values: dict[str, Any] = {
        "name_fr": old.name_fr,
        "source": "Journal officiel",
        "country": "ML",
        "valid_from": old.valid_from,
    }
    actions.change(keeper(), old, **values, valid_to=date(2026, 5, 31), replaced_by=new.pk, confirmed=True)
    day = {"day_day": "31", "day_month": "5", "day_year": "2026"}
    before = shown(cast.kadi, "laws", **day)
    assert "Loi 2012-023" in before
    assert "Loi d’essai" not in before
    after = shown(cast.kadi, "laws", **day | {"day_day": "1", "day_month": "6"})
    assert "Loi 2012-023" not in after
    assert "Loi d’essai" in after
    assert "Loi d’essai sur la traite" in shown(cast.kadi, "framework", old.pk)
    with pytest.raises(Invalid):
        actions.change(keeper(), new, name_fr="x", source="x", replaced_by=new.pk)
    with pytest.raises(Conflict):
        actions.add(keeper(), code="GCM", vintage="2018", kind="compact", name_fr="x", source="x")
    with pytest.raises(Refused):
        actions.add(cast.kadi(), code="X", kind="law", name_fr="x", source="x")


def test_the_tree_counts_what_serves_an_item_or_stands_under_it_as_far_as_the_asker_knows(
    cast: Cast, keeper: Member, standing: Standing, django_assert_max_num_queries: Any
) -> None:
    frames = Frames(keeper, cast.fanta, cast.lassana)
    open_one = standing.record(text="Former les relais.", items=[frames.item.pk])
    standing.record(text="À huis clos.", items=[frames.axis.pk], event=standing.closed_event.pk)
    measures.plan(cast.kadi(), title="Une formation", commitments=[open_one.pk])
    with django_assert_max_num_queries(3):
        branches = tree.of(cast.kadi(), frames.plan)
    found = [(one.item.code, one.depth, len(one.commitments), len(one.measures)) for one in branches]
    assert found == [("A1", 0, 2, 1), ("A1.1", 1, 1, 1)]
    assert [len(one.commitments) for one in tree.of(cast.drissa(), frames.plan)] == [1, 1]
    with pytest.raises(Conflict):
        actions.change_item(
            keeper(), frames.axis, level_name="axis", name_fr="x", source="x", parent=frames.item.pk
        )
    text = shown(cast.kadi, "framework", Framework.objects.get(code="CEDEAO-LC-1979").pk)
    assert "29 janvier 2025" in text
    assert "jusqu’à nouvel ordre" in text
    assert "à confirmer" in text


def test_anybody_reads_the_sheet_of_a_corridor_without_script_and_it_says_what_is_not_known(
    keeper: Member,
) -> None:
    browser = Client()
    answer = browser.get("/rights/fr/ML-SN/")
    text = answer.content.decode()
    assert answer.status_code == 200
    assert "<script" not in text
    assert "style=" not in text
    assert answer.headers["Cache-Control"] == "no-store"
    assert not browser.cookies
    css = browser.get(re.findall(r'href="([^"]+\.css)"', text)[0])
    assert len(answer.content) + len(b"".join(css.streaming_content)) < 40_000  # type: ignore[attr-defined]
    assert "<svg" in text
    assert "/info/fr/" in text
    assert text.count("à confirmer") >= 4
    assert "Non vérifié" in text  # work: nothing was found
    assert 'href="/rights/fr/ML-SN/"' in browser.get("/rights/fr/").content.decode()
    assert "to be confirmed" in browser.get("/rights/en/ML-SN/").content.decode()
    for wrong in ("/rights/fr/ML-ZZ/", "/rights/xx/ML-SN/", "/rights/fr/SN-GN/", "/rights/fr/ML/"):
        assert browser.get(wrong).status_code == 404
    line = RightsLine.objects.get(code="ML-CEDEAO-E-ML-SN")
    rights.change_right(
        keeper(), line, text_fr="Un visa est demandé.", source="Journal officiel", valid_from=date(2025, 1, 29),
        valid_to=date(2025, 12, 31), confirmed=True,
    )  # fmt: skip
    assert "Un visa est demandé." not in browser.get("/rights/fr/ML-SN/").content.decode()
