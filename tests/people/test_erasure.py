"""The end of a record: nothing readable is left, and it comes back neither by search nor by address."""

from dataclasses import replace
from datetime import timedelta

import pytest
from django.db import connection, transaction
from django.urls import reverse
from django.utils import translation

from jatigi.cases import actions as cases
from jatigi.kernel import clock, erasure, schedule
from jatigi.kernel.errors import Invalid, NotFound, Refused, StepUpNeeded
from jatigi.kernel.fields import SealedField
from jatigi.kernel.models import DataKey, JournalEntry, SealedModel, Tombstone
from jatigi.people import actions, identity, retention, rules
from jatigi.people.models import GroupMember, Identity, Person, Stay, Visit
from jatigi.protection import bases
from tests.people.conftest import everything
from tests.sign_in import signed_in


@pytest.fixture
def erased(cast, gao, register, fanta_stepped_up):
    visit = actions.record_visit(cast.awa(), site=gao.pk, wishes=["bed"], sex="male", age_group="18_59")
    person = register(
        name="Ousmane Guindo", phones=[{"number": "76 55 44 33"}], nationalities=["ML"], languages=["bm"],
        visit=visit.pk, companion=register().pk, at_risk=True,
    )  # fmt: skip
    actions.begin_stay(cast.awa(), person=person.pk, site=gao.pk, note="Vu au port.")
    return actions.erase(fanta_stepped_up, person, reason="asked")


def test_the_key_is_destroyed_and_only_the_code_is_left(cast, erased):
    key = DataKey.objects.get(pk=erased.key_id)
    assert key.wrapped is None
    assert key.destroyed_at is not None
    person = Person.objects.visible_to(cast.awa()).get(pk=erased.pk)
    assert person.code == erased.code
    assert (person.sex, person.age_group, person.nationalities, person.languages, person.at_risk, person.site_id) == (
        "unknown", "unknown", [], [], False, None,
    )  # fmt: skip
    assert person.keep_until is None
    assert Tombstone.objects.get(pk=erased.pk).reason == "asked"


def test_nothing_hangs_on_the_person_any_more(cast, erased):
    assert identity.of(cast.awa(), [erased.pk]) == {}
    for model in (Identity, Stay, GroupMember):
        assert not model.objects.visible_to(everything).filter(person=erased.pk).exists()
    assert Visit.objects.visible_to(everything).get().person_id is None
    assert bases.live(cast.awa(), erased.pk) == []


def test_every_column_that_was_sealed_under_the_key_is_empty(erased):
    for model in erasure.tables():
        sealed = [f.attname for f in model._meta.concrete_fields if isinstance(f, SealedField)]
        if sealed and issubclass(model, SealedModel):
            rows = model.objects.visible_to(erasure.access_to(model._meta.label)).filter(key_id=erased.key_id)
            assert not [value for row in rows.values_list(*sealed) for value in row if value is not None]


def test_an_erased_person_cannot_be_changed_lodged_or_erased_again(cast, gao, erased, fanta_stepped_up):
    with pytest.raises(Refused):
        actions.update(cast.moussa(), erased, sex="female")
    with pytest.raises(Invalid):
        actions.begin_stay(cast.awa(), person=erased.pk, site=gao.pk)
    with pytest.raises(Refused):
        actions.erase(fanta_stepped_up, erased, reason="asked")


def test_only_a_supervisor_who_stepped_up_erases(cast, register):
    person = register()
    for member in (cast.awa, cast.moussa):
        with pytest.raises(Refused):
            actions.erase(replace(member(), stepped_up_at=clock.now()), person, reason="asked")
    with pytest.raises(StepUpNeeded):
        actions.erase(cast.fanta(), person, reason="asked")
    for outsider in (cast.drissa, cast.lassana, cast.node):
        with pytest.raises(NotFound):
            actions.erase(replace(outsider(), stepped_up_at=clock.now()), person, reason="asked")
    assert Person.objects.visible_to(cast.awa()).get().erased_at is None


def test_the_erasure_is_in_the_journal(erased):
    entry = JournalEntry.objects.get(action="person.erase", outcome="done")
    assert (str(entry.object_id), entry.reason) == (str(erased.pk), "asked")


def test_the_page_of_an_erased_person_says_so_and_no_more(cast, erased):
    answer = signed_in(cast.awa.account).get(reverse("people:person", args=[erased.pk]))
    assert "Enregistrement effacé" in answer.content.decode()
    assert "Guindo" not in answer.content.decode()


# What is past its date


@pytest.fixture
def later():
    """Six years from now."""
    with clock.travel(clock.now() + timedelta(days=6 * 365)):
        yield


def test_who_is_past_the_date_is_listed_by_code_then_erased(cast, register):
    person = register(name="Salimata Coulibaly")
    assert retention.due_here(cast.fanta("oversight")) == []
    with clock.travel(clock.now() + timedelta(days=5 * 365 + 2)):
        assert [row.code for row in retention.due_here(cast.fanta("oversight"))] == [person.code]
        schedule.run_now(rules.RETENTION)
        assert Person.objects.visible_to(cast.awa()).get().erased_at is None
    with clock.travel(clock.now() + timedelta(days=5 * 365 + 32)):
        schedule.run_now(rules.RETENTION)
        assert Person.objects.visible_to(cast.awa()).get().erased_at is not None
        assert retention.due_here(cast.fanta("oversight")) == []


def test_who_came_back_is_kept(cast, gao, register):
    person = register()
    with clock.travel(clock.now() + timedelta(days=4 * 365)):
        actions.begin_stay(cast.awa(), person=person.pk, site=gao.pk)
    with clock.travel(clock.now() + timedelta(days=6 * 365)):
        schedule.run_now(rules.RETENTION)
        assert retention.due_here(cast.fanta("oversight")) == []
        assert Person.objects.visible_to(cast.awa()).get().erased_at is None


def test_who_has_an_open_case_is_kept(cast, register):
    person = register()
    cases.open_case(cast.moussa(), person=person.pk, urgency="low")
    with clock.travel(clock.now() + timedelta(days=9 * 365)):
        schedule.run_now(rules.RETENTION)
        assert retention.due_here(cast.fanta("oversight")) == []
        assert Person.objects.visible_to(cast.awa()).get().erased_at is None


def test_visits_past_their_date_are_deleted(cast, gao):
    actions.record_visit(cast.awa(), site=gao.pk, wishes=["bed"], sex="male", age_group="18_59")
    with clock.travel(clock.now() + timedelta(days=2 * 365 + 32)):
        schedule.run_now(rules.RETENTION)
        assert not Visit.objects.visible_to(cast.awa()).exists()
    entry = JournalEntry.objects.get(action="retention.expire")
    assert entry.actor == "service:people.retention"


KINDS = (
    "agencies.FactorReset", "agencies.Invitation", "agencies.Membership", "agencies.Notification", "agencies.Token",
    "cases.Case", "coordination.Book", "coordination.FollowUp", "coordination.HandOver", "coordination.ReportLink", "directory.FieldReport", "directory.Proposal", "directory.Workbook", "exchange.Part", "inquiries.Inquiry", "people.Group", "people.Import", "people.Stay",
    "people.Suspicion", "people.Visit", "places.SiteDay", "protection.LawfulBasis", "questionnaires.Answer",
    "questionnaires.BoundEntity", "questionnaires.Draft", "questionnaires.Export", "referrals.Complaint", "referrals.Duty",
    "referrals.Referral",
)  # fmt: skip


def test_other_records_past_their_date_are_counted_by_kind_until_they_go(
    cast, gao, register, django_assert_max_num_queries
):
    entered = clock.today()
    for _number in range(3):
        actions.record_visit(cast.awa(), site=gao.pk, wishes=["bed"], sex="male", age_group="18_59")
    register(name="Salimata Coulibaly")
    assert "passages" not in kinds_due(cast.fanta)
    with clock.travel(clock.now() + timedelta(days=2 * 365 + 2)):
        with django_assert_max_num_queries(len(KINDS)):
            found = kinds_due(cast.fanta)
        visits = found["passages"]
        assert visits.number == 3
        assert visits.keep_until == entered + timedelta(days=2 * 365)
        assert visits.ends_on == visits.keep_until + timedelta(days=30)
        assert "passages" not in kinds_due(cast.lassana)
        page = signed_in(cast.fanta.account).get(reverse("people:due")).text
        assert "Autres données dont la date de fin est passée" in page
        assert "passages" in page
        assert "Coulibaly" not in page
    with clock.travel(clock.now() + timedelta(days=2 * 365 + 32)):
        schedule.run_now(rules.RETENTION)
        assert "passages" not in kinds_due(cast.fanta)


def kinds_due(who):
    with translation.override("fr"):
        return {str(rows.called): rows for rows in retention.other_rows_here(who("oversight"))}


def test_every_kind_with_an_end_of_its_own_has_a_name_in_the_list():
    assert all(model.CALLED for model in erasure.tables() if model.KEEP is not None)


def test_the_list_of_what_is_due_is_for_supervisors_and_data_officers(cast, register, later):
    for outsider in (cast.awa, cast.moussa, cast.boubacar, cast.kadi, cast.node):
        for of_the_list in (retention.due_here, retention.other_rows_here):
            with pytest.raises(Refused):
                of_the_list(outsider("oversight"))
    register(cast.drissa)
    assert retention.due_here(cast.lassana("oversight")) == []


def test_nobody_but_the_scheduled_work_expires_rows(cast, gao):
    for member in (cast.fanta, cast.awa, cast.boubacar, cast.node, cast.drissa):
        with pytest.raises(Refused):
            actions.expire(member(), table="people.Visit", ids=[])


@pytest.mark.django_db(transaction=True)
def test_after_an_erasure_the_write_ahead_log_is_folded_back():
    if connection.vendor != "sqlite":
        pytest.skip("SQLite only")
    with transaction.atomic():
        transaction.on_commit(erasure.scrub)
    with connection.cursor() as cursor:
        cursor.execute("PRAGMA wal_checkpoint")
        assert cursor.fetchone()[1] in (-1, 0)
