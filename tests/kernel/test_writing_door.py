"""One door for writing: rule, transaction, journal, idempotency, versions."""

import threading
from datetime import UTC, datetime, timedelta
from uuid import uuid4

import pytest
from django.db import connection

from jatigi.kernel import clock
from jatigi.kernel.access import Access
from jatigi.kernel.errors import Conflict, Invalid, NotFound, Refused, Stale
from jatigi.kernel.models import JournalDetail, JournalEntry
from jatigi.places.models import Site
from tests.cast import Cast
from tests.kernel.conftest import open_site, rename_site


def last() -> JournalEntry:
    return JournalEntry.objects.latest("seq")


def names(access: Access) -> list[str]:
    return sorted(Site.objects.visible_to(access).values_list("name", flat=True))


def test_an_act_is_journalled_with_names_of_fields_and_never_their_values(cast: Cast, site: Site) -> None:
    entry = last()
    assert (entry.action, entry.outcome, entry.object_type, entry.object_id) == (
        "test.open_site", "done", "places.Site", str(site.pk),
    )  # fmt: skip
    assert entry.fields == "address,name"
    assert entry.actor == str(cast.awa.account.pk)
    assert entry.organisation == str(cast.gao.pk)
    assert JournalDetail.objects.get(seq=entry.seq).details == {"kind": "house"}


def test_the_wrong_role_is_refused_and_the_refusal_is_kept(cast: Cast, site: Site) -> None:
    with pytest.raises(Refused):
        rename_site(cast.fanta(), site.pk, name="Ailleurs")
    assert names(cast.awa()) == ["Maison de Gao"]
    assert (last().outcome, last().reason, last().object_id) == ("refused", "at_this_desk", str(site.pk))


def test_what_is_not_visible_cannot_be_told_from_what_does_not_exist(cast: Cast) -> None:
    hidden = open_site(cast.awa(), name="Refuge")
    with pytest.raises(NotFound) as missing:
        rename_site(cast.awa(), uuid4(), name="x")
    nobody = Access(account=cast.drissa.account.pk)
    with pytest.raises((NotFound, Refused)):
        rename_site(nobody, hidden.pk, name="x")
    assert missing.value.status == 404


@pytest.mark.django_db(transaction=True)
def test_a_refusal_survives_the_rollback() -> None:
    cast = Cast()
    site = open_site(cast.awa(), name="Maison de Gao")
    size = JournalEntry.objects.count()
    with pytest.raises(Refused):
        rename_site(cast.fanta(), site.pk, name="Ailleurs")
    assert JournalEntry.objects.count() == size + 1
    assert last().outcome == "refused"


@pytest.mark.django_db(transaction=True)
def test_an_act_that_fails_leaves_nothing_behind() -> None:
    cast = Cast()
    size = JournalEntry.objects.count()
    with pytest.raises(RuntimeError):
        open_site(cast.awa(), name="Maison", fail=True)
    assert names(cast.awa()) == []
    assert JournalEntry.objects.count() == size


def test_the_same_id_twice_has_one_effect(cast: Cast) -> None:
    intent = cast.awa().doing(id=uuid4())
    first = open_site(intent, name="Maison")
    assert open_site(intent, name="Maison") == first
    assert names(cast.awa()) == ["Maison"]


def test_the_same_id_with_other_content_or_by_somebody_else_is_refused(cast: Cast) -> None:
    intent = cast.awa().doing(id=uuid4())
    open_site(intent, name="Maison")
    with pytest.raises(Conflict):
        open_site(intent, name="Autre maison")
    with pytest.raises(Conflict):
        open_site(cast.drissa().doing(id=intent.id), name="Maison")
    assert last().reason == "reused_id"
    assert names(cast.awa()) == ["Maison"]


@pytest.mark.slow
@pytest.mark.django_db(transaction=True)
def test_the_same_id_at_the_same_moment_has_one_effect() -> None:
    cast = Cast()
    intent = cast.awa().doing(id=uuid4())
    made: list[Site] = []
    barrier = threading.Barrier(4)

    def send() -> None:
        barrier.wait()
        try:
            made.append(open_site(intent, name="Maison"))
        finally:
            connection.close()

    threads = [threading.Thread(target=send) for _number in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert len(made) == 4
    assert len(set(made)) == 1
    assert names(cast.awa()) == ["Maison"]


def test_a_stale_version_shows_what_it_is_now(cast: Cast, site: Site) -> None:
    rename_site(cast.awa().doing(seen=1), site, name="Maison bleue")
    with pytest.raises(Stale) as stale:
        rename_site(cast.moussa().doing(seen=1), site, name="Maison verte")
    assert isinstance(stale.value.current, Site)
    assert stale.value.current.name == "Maison bleue"
    assert names(cast.awa()) == ["Maison bleue"]


def test_when_it_happened_is_apart_from_when_it_was_entered(cast: Cast) -> None:
    yesterday = clock.now() - timedelta(days=1)
    open_site(cast.awa().doing(at=yesterday), name="Maison")
    assert last().happened_at == yesterday
    assert last().time > yesterday + timedelta(hours=23)


def test_nothing_happened_before_the_year_2000(cast: Cast) -> None:
    first = datetime(2000, 1, 1, tzinfo=UTC)
    with pytest.raises(Invalid) as invalid:
        open_site(cast.awa().doing(at=first - timedelta(seconds=1)), name="Maison")
    assert set(invalid.value.errors) == {"happened_at"}
    open_site(cast.awa().doing(at=first), name="Ancienne maison")
    assert names(cast.awa()) == ["Ancienne maison"]


def test_nothing_happens_in_the_future(cast: Cast) -> None:
    with pytest.raises(Invalid) as invalid:
        open_site(cast.awa().doing(at=clock.now() + timedelta(hours=1)), name="Maison")
    assert set(invalid.value.errors) == {"happened_at"}
    assert names(cast.awa()) == []
