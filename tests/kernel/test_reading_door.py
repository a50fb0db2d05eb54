"""Nothing protected is read without saying who asks."""

from collections.abc import Callable
from typing import Any

import pytest
from django.db.models import Case, Count, F, Max, Q, When
from django.db.models.functions import Upper

from jatigi.kernel.access import ANONYMOUS, Purpose, service_access
from jatigi.kernel.errors import NotFound, UnopenedRead, WriteOutsideAction
from jatigi.kernel.models import JournalEntry
from jatigi.kernel.reading import open_record, saw_list
from jatigi.places.models import Site, SiteDay
from jatigi.referrals.models import Referral
from tests.cast import Cast

UNOPENED: dict[str, Callable[[], Any]] = {
    "all": lambda: list(Site.objects.all()),
    "get": lambda: Site.objects.get(name="x"),
    "first": Site.objects.first,
    "count": Site.objects.count,
    "exists": Site.objects.exists,
    "values": lambda: list(Site.objects.values("name")),
    "values_list": lambda: list(Site.objects.values_list("name", flat=True)),
    "aggregate": lambda: Site.objects.aggregate(Count("id")),
    "iterator": lambda: list(Site.objects.iterator()),
    "in_bulk": lambda: Site.objects.in_bulk(["00000000-0000-4000-8000-000000000000"]),
    "slice": lambda: list(Site.objects.all()[:1]),
    "contains": lambda: bool(Site.objects.filter(name="x")),
    "union": lambda: list(Site.objects.visible_to(ANONYMOUS).union(Site.objects.all())),
    "or": lambda: list(Site.objects.visible_to(ANONYMOUS) | Site.objects.all()),
    "and": lambda: list(Site.objects.visible_to(ANONYMOUS) & Site.objects.all()),
    "subquery": lambda: list(
        SiteDay.objects.visible_to(ANONYMOUS).filter(site__in=Site.objects.filter(name="x"))
    ),
    "raw": lambda: list(Site.objects.raw("SELECT * FROM places_site")),
    "dates": lambda: list(SiteDay.objects.dates("day", "month")),
    "explain": Site.objects.explain,
    "prefetch": lambda: list(SiteDay.objects.visible_to(ANONYMOUS).select_related("site")),
    "join in values": lambda: list(SiteDay.objects.visible_to(ANONYMOUS).values("site__name")),
    "latest": lambda: SiteDay.objects.latest("day"),
}


@pytest.mark.parametrize("read", UNOPENED.values(), ids=UNOPENED.keys())
def test_an_unopened_read_raises(site: Site, read: Callable[[], Any]) -> None:
    with pytest.raises(UnopenedRead):
        read()


WRITES: dict[str, Callable[[Any, Site], Any]] = {
    "save": lambda access, site: site.save(),
    "delete": lambda access, site: site.delete(),
    "create": lambda access, site: Site.objects.create(
        organisation_id=site.organisation_id, key_id=site.key_id, kind="house", name="x", country_id="ML"
    ),
    "update": lambda access, site: Site.objects.visible_to(access).update(name="x"),
    "queryset delete": lambda access, site: Site.objects.visible_to(access).delete(),
    "bulk_create": lambda access, site: Site.objects.bulk_create([site]),
    "bulk_update": lambda access, site: Site.objects.visible_to(access).bulk_update([site], ["name"]),
    "get_or_create": lambda access, site: Site.objects.visible_to(access).get_or_create(
        name="neuf",
        defaults={"organisation_id": site.organisation_id, "key_id": site.key_id, "country_id": "ML"},
    ),
}


@pytest.mark.parametrize("write", WRITES.values(), ids=WRITES.keys())
def test_a_write_outside_an_action_raises(cast: Cast, site: Site, write: Callable[..., Any]) -> None:
    with pytest.raises(WriteOutsideAction):
        write(cast.awa(), site)
    assert list(Site.objects.visible_to(cast.awa()).values_list("name", flat=True)) == ["Maison de Gao"]


def test_a_forward_relation_to_a_protected_table_raises(cast: Cast, site: Site) -> None:
    day = SiteDay(site_id=site.pk)
    with pytest.raises(UnopenedRead):
        _ = day.site


OPENED = Referral.objects.visible_to(service_access("test", ["referrals.Referral"]))

CROSSINGS: dict[str, Callable[[], Any]] = {
    "values": lambda: OPENED.values("person__code"),
    "values, an expression": lambda: OPENED.values(code=F("person__code")),
    "values_list": lambda: OPENED.values_list(F("person__code")),
    "annotate": lambda: OPENED.annotate(code=F("person__code")),
    "annotate, within": lambda: OPENED.annotate(code=Case(When(person__sex="male", then=F("person__code")))),
    "alias": lambda: OPENED.alias(code=Upper("person__code")),
    "aggregate": lambda: OPENED.aggregate(Max("person__code")),
    "aggregate, named": lambda: OPENED.aggregate(last=Max("person__code")),
    "order_by": lambda: OPENED.order_by("-person__code"),
    "datetimes": lambda: OPENED.datetimes("person__registered_at", "day"),
    "filter": lambda: OPENED.filter(person__sex="male"),
    "filter, a condition": lambda: OPENED.filter(Q(state="sent") | ~Q(person__sex="male")),
    "filter, an expression": lambda: OPENED.filter(code=F("person__code")),
    "exclude": lambda: OPENED.exclude(person__sex="male"),
    "get": lambda: OPENED.get(person__code="7K3M-Q4T"),
    "select_related": lambda: OPENED.select_related("person"),
}


@pytest.mark.parametrize("read", CROSSINGS.values(), ids=CROSSINGS.keys())
def test_a_join_into_a_table_of_another_room_raises(db: None, read: Callable[[], Any]) -> None:
    with pytest.raises(UnopenedRead):
        read()


def test_a_relation_without_reading_what_is_behind_it_is_allowed(db: None) -> None:
    rows = OPENED.filter(Q(person__isnull=True) | Q(person__in=[]) | Q(recipient__acronym="person__code"))
    assert list(rows.order_by("person_id").values("person", "recipient__acronym")) == []


def test_whether_one_object_may_be_seen_is_asked_of_the_same_rule(cast: Cast, site: Site) -> None:
    assert open_record(cast.awa(), Site, site.pk) == site
    last = JournalEntry.objects.latest("seq")
    assert (last.action, last.outcome, last.object_id) == ("places.open", "seen", str(site.pk))


def test_an_invisible_record_is_not_found_and_the_attempt_is_journalled(cast: Cast, site: Site) -> None:
    nobody = service_access("nobody", [], Purpose.OVERSIGHT)
    with pytest.raises(NotFound):
        open_record(nobody, Site, site.pk)
    last = JournalEntry.objects.latest("seq")
    assert (last.actor, last.outcome, last.reason) == ("service:nobody", "refused", "not_found")


def test_a_list_with_identities_is_one_event(cast: Cast, site: Site) -> None:
    before = JournalEntry.objects.count()
    saw_list(cast.awa(), Site, [site.pk], what="list")
    saw_list(cast.awa(), Site, [], what="list")
    assert JournalEntry.objects.count() == before + 1


def test_background_work_sees_only_the_tables_in_its_scope(cast: Cast, site: Site) -> None:
    job = service_access("job", ["places.Site"])
    assert Site.objects.visible_to(job).count() == 1
    assert SiteDay.objects.visible_to(job).count() == 0
