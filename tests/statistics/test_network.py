"""The figures of the network: what is counted, what is withheld, who reads them."""

import csv
import json
from collections import Counter
from dataclasses import replace
from datetime import datetime, timedelta
from io import BytesIO, StringIO
from typing import Any

import pytest
from django.urls import reverse
from openpyxl import load_workbook

from jatigi.directory.actions import create_service
from jatigi.kernel import clock, schedule
from jatigi.kernel.access import Access, Purpose, Role, service_access
from jatigi.kernel.errors import Invalid
from jatigi.referrals.actions import import_referrals
from jatigi.referrals.models import Referral
from jatigi.statistics.models import NetworkFigures
from jatigi.statistics.network import counting, tables
from tests.cast import Cast, Member, member, organisation
from tests.sign_in import signed_in

pytestmark = pytest.mark.django_db

NOW = datetime.fromisoformat("2026-05-20T10:00:00+00:00")
everything = service_access("test", ["referrals.Referral", "statistics.NetworkFigures"])


@pytest.fixture
def secretariat(cast: Cast) -> Member:
    return member(organisation("CNM"), "secretariat", Role.COORDINATOR)


@pytest.fixture
def counted(cast: Cast) -> NetworkFigures:
    """110 referrals of a quarter, brought in from a register, and counted."""
    with clock.travel(NOW):
        filled(cast)
        schedule.run_now("statistics.network")
    return NetworkFigures.objects.visible_to(everything).get(quarter="2026-04-01")


def filled(cast: Cast) -> None:
    care = create_service(cast.lassana(), need="health", title_fr="Soins")
    food = create_service(cast.lassana(), need="food", title_fr="Repas")
    shelter = create_service(cast.drissa(), need="gbv", title_fr="Écoute")
    at = NOW - timedelta(days=40)
    rows: list[dict[str, Any]] = []

    def told(count: int, service: Any, *steps: tuple[str, int, dict[str, str]]) -> None:
        for number in range(count):
            sent = at + timedelta(minutes=number)
            told_ = [
                {"at": sent + timedelta(hours=hours), "verb": verb, **more} for verb, hours, more in steps
            ]
            rows.append({"at": sent, "service": service.pk, "urgency": "high", "steps": told_})

    done = {"outcome": "need_met"}
    told(40, care, ("receive", 2, {}), ("accept", 10, {}), ("complete", 90, done))
    told(14, care, ("accept", 100, {}))
    told(3, care, ("decline", 5, {"reason": "no_capacity"}))
    told(12, care)
    told(20, food, ("accept", 4, {}), ("complete", 30, done))
    told(8, food, ("accept", 6, {}))
    told(7, food, ("decline", 5, {"reason": "not_eligible"}))
    told(6, food, ("decline", 5, {"reason": "no_capacity"}))
    told(12, shelter, ("accept", 1, {}), ("complete", 50, done))
    told(14, shelter, ("decline", 2, {"reason": "no_capacity"}))
    told(2, shelter)
    access = replace(cast.boubacar(), stepped_up_at=clock.now())
    assert len(import_referrals(access, rows=rows)) == len(rows)  # type: ignore[arg-type]


def test_what_nobody_answered_comes_in_as_expired_and_a_register_cannot_tell_what_cannot_be(
    cast: Cast,
) -> None:
    with clock.travel(NOW):
        filled(cast)
        rows = Referral.objects.visible_to(everything)
        states = Counter(rows.values_list("state", flat=True))
        assert states == {"completed": 72, "accepted": 22, "declined": 30, "expired": 14}
        care = create_service(cast.lassana(), need="health", title_fr="Soins de nuit")
        access, sent = replace(cast.boubacar(), stepped_up_at=clock.now()), NOW - timedelta(hours=1)
        wrong = [
            {"at": sent, "service": care.pk, "urgency": "high", "steps": [{"at": sent, "verb": "complete", "outcome": "need_met"}]},
            {"at": sent, "service": care.pk, "urgency": "high", "steps": [{"at": sent, "verb": "decline"}]},
            {"at": NOW + timedelta(days=1), "service": care.pk, "urgency": "soon"},
            {"at": sent, "service": cast.gao.pk, "urgency": "high"},
            {"at": sent, "service": care.pk, "urgency": "high"},
        ]  # fmt: skip
        with pytest.raises(Invalid) as refused:
            import_referrals(access, rows=wrong)  # type: ignore[arg-type]
        assert set(refused.value.errors) == {
            "row_1_steps_0_verb", "row_2_steps_0_reason", "row_3_at", "row_4_service",
        }  # fmt: skip
        import_referrals(access, rows=wrong[4:])  # type: ignore[arg-type]
        waiting = Referral.objects.visible_to(cast.kadi(Purpose.REFERRAL)).get(service=care)
        assert (waiting.state, waiting.watch_step) == ("sent", 0)
        assert waiting.watch_at is not None
        assert sent < waiting.watch_at < waiting.respond_by


def test_every_number_is_right_or_withheld(counted: NetworkFigures) -> None:
    assert counted.content["total"] == 138
    answers, reactions = tables.tables(counted, "need")
    shown = {line.label: line.cells for line in answers.lines}
    assert [len(answers.heads), len(reactions.heads)] == [len(next(iter(shown.values()))), 8]
    assert (answers.below.cells[0], reactions.below.cells[0]) == (138, 138)
    part = counted.content["by"]["need"]["answers"]
    truth = {"health": (40, 14, 3, 12), "food": (20, 8, 13, 0), "gbv": (12, 0, 14, 2)}
    order = ["completed", "accepted", "refused", "none"]
    for keys, cells, total in zip(part["rows"], part["cells"], part["sums"], strict=True):
        assert total == sum(sum(truth[key]) for key in keys)
        for group, cell in zip(part["columns"], cells, strict=True):
            real = sum(truth[key][order.index(one)] for key in keys for one in group if one in order)
            assert cell is None or (cell == real and not 0 < cell < 5)
    assert 3 not in [cell for cells in part["cells"] for cell in cells]
    assert counted.content["reasons"] == [[["no_capacity", "not_eligible"], 30]]
    assert json.dumps(counted.content).count("Repas") == 0


def test_the_page_and_the_files_show_what_may_be_shown_to_the_secretariat_alone(
    cast: Cast, counted: NetworkFigures, secretariat: Member, django_assert_max_num_queries: Any
) -> None:
    url = reverse("statistics:network")
    browser = signed_in(secretariat.account)
    browser.get(url)
    for by in ("need", "place", "organisation"):
        with django_assert_max_num_queries(16):
            answer = browser.get(url, {"quarter": "2026-04", "by": by})
        assert (answer.status_code, "2e trimestre 2026" in answer.content.decode()) == (200, True)
    files = reverse("statistics:network_file", args=["csv"])
    text = browser.get(files, {"quarter": "2026-04", "by": "need"}).content.decode("utf-8-sig")
    rows = list(csv.reader(StringIO(text), delimiter=";"))
    assert rows[0][:2] == ["Suites des référencements", "envoyé"]
    book = load_workbook(BytesIO(browser.get(files.replace("csv", "xlsx"), {"quarter": "2026-04"}).content))
    assert [str(cell) for cell in next(book[book.sheetnames[0]].values)[:2]] == rows[0][:2]
    assert "…" in text
    one = browser.get(url, {"quarter": "2026-04", "by": "need", "only": "food"}).content.decode()
    assert one.count('<th scope="row">') == 4
    assert signed_in(cast.fanta.account).get(url).status_code == 403
    assert not NetworkFigures.objects.visible_to(cast.fanta(Purpose.STATISTICS)).exists()


def test_services_that_stopped_answering_are_named_and_those_that_began_again_are_not(cast: Cast) -> None:
    with clock.travel(NOW):
        filled(cast)
        access: Access = schedule_access()
        care = Referral.objects.visible_to(everything).filter(need="health").first()
        assert care is not None
        assert counting.silent(access) == []
        quiet = [
            {"at": NOW - timedelta(days=20 - n), "service": care.service_id, "urgency": "high"}
            for n in range(3)
        ]
        stepped = replace(cast.boubacar(), stepped_up_at=clock.now())
        import_referrals(stepped, rows=quiet)  # type: ignore[arg-type]
        assert counting.silent(access) == [care.service_id]
        heard = quiet[0] | {
            "at": NOW - timedelta(days=10),
            "steps": [{"at": NOW - timedelta(days=9), "verb": "accept"}],
        }
        import_referrals(stepped, rows=[heard])  # type: ignore[list-item]
        assert counting.silent(access) == []


def schedule_access() -> Access:
    job = schedule.jobs["statistics.network"]
    return service_access(job.name, job.scope)
