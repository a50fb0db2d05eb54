"""The index follows the journal, and reads the store as it is."""

from datetime import timedelta

from jatigi.algorithms.matching import Query
from jatigi.kernel import clock
from jatigi.kernel.models import DataKey, JournalEntry
from jatigi.kernel.querysets import acting
from jatigi.people import actions
from jatigi.people.duplicates import actions as duplicates
from jatigi.people.finder import records
from jatigi.people.finder.index import Index
from jatigi.people.finder.masks import Mask, mask_of
from jatigi.people.models import Identity, Person
from jatigi.people.stays.actions import begin_stay, end_stay
from tests.people.conftest import everything, house


def found(index, name):
    return [match.id for match in index.search(Mask(None), Query(names=(name,)), 10)]


def test_what_is_read_in_bulk_is_what_is_read_one_by_one(cast, register, gao):
    aicha = register(
        name="Aïcha Sow", father="Sékou", mother="Nènè", origin="Kita", nationalities=["ML", "GN"], languages=["bm"],
        birth={"kind": "exact", "date": "2001-03-17"}, age_group="", phones=[{"number": "76 12 34 56"}],
        documents=[{"kind": "passport", "number": "G12345"}],
    )  # fmt: skip
    begin_stay(cast.awa(), person=aicha.pk, site=gao.pk)
    register(cast.drissa, name="Ɲaarè")
    register()
    one_by_one = {
        identity.person_id: (
            identity.organisation_id,
            records.record_of(
                identity,
                Person.objects.visible_to(everything).get(pk=identity.person_id),
                records.stays_of(identity.person_id),
            ),
        )
        for identity in Identity.objects.visible_to(everything)
    }
    assert len(one_by_one) == 3
    assert [stay.site for stay in one_by_one[aicha.pk][1].stays] == [gao.pk.hex]
    in_bulk = {pk: rest for batch in records.everybody() for pk, *rest in map(records.entry, batch)}
    assert {pk: tuple(rest) for pk, rest in in_bulk.items()} == one_by_one
    assert {pk: tuple(rest) for pk, *rest in records.some(one_by_one)} == one_by_one
    assert list(records.some([])) == []


def test_nobody_whose_key_is_gone_or_whose_row_was_changed_is_read_and_all_others_are(cast, register):
    shredded, changed, other = (
        register(name="Awa Sow"),
        register(name="Issa Bah"),
        register(name="Kofi Mensah"),
    )
    stored = Identity.objects.visible_to(everything)
    names = stored.get(person=other).__dict__["names"]
    with acting():
        DataKey.objects.filter(pk=shredded.key_id).update(wrapped=None)
        stored.filter(person=changed).update(names=bytes(names))
    index = Index()
    index.build()
    assert index.size() == 1
    assert found(index, "Kofi Mensah") == [other.pk]


def test_changes_are_followed_without_reading_everything_again(cast, register, fanta_stepped_up, monkeypatch):
    person, other = register(name="Issa Cissé"), register(name="Hawa Maïga")
    index = Index()
    index.build()
    monkeypatch.setattr(index, "build", None)
    actions.update(cast.awa(), person, names=[{"given": "Boubacar", "family": "Keïta"}])
    newcomer = register(name="Zoubéirou Abdourahmane")
    actions.erase(fanta_stepped_up, other, reason="asked")
    index.follow()
    assert found(index, "Boubacar Keita") == [person.pk]
    assert found(index, "Issa Cissé") == found(index, "Hawa Maïga") == []
    assert found(index, "Zoubeirou Abdourahmane") == [newcomer.pk]
    assert index.size() == 2


def test_somebody_who_sleeps_elsewhere_at_the_same_time_is_somebody_else(cast, register, gao):
    """As far as stays are known when the index is built and while it follows."""
    earlier, elsewhere = clock.now() - timedelta(days=9), house(cast, cast.gao, "Maison de Kidal")
    first, second = register(name="Zoubéirou Abdourahmane"), register(name="Zoubeirou Abdourahman")
    with clock.travel(earlier):
        stay = begin_stay(cast.awa(), person=first.pk, site=gao.pk)
    end_stay(cast.awa(), stay)
    index = Index()
    index.build()
    alike = index.pair(first.pk, second.pk)
    with clock.travel(earlier):
        begin_stay(cast.awa(), person=second.pk, site=elsewhere.pk)
    index.follow()
    rebuilt = Index()
    rebuilt.build()
    for each in (index, rebuilt):
        apart = each.pair(first.pk, second.pk)
        assert alike is not None
        assert apart is not None
        assert apart.score < alike.score
        assert "stays_exclude" in [reason.code for reason in apart.reasons]


def test_nothing_is_asked_twice_where_nothing_happened(cast, register, django_assert_num_queries):
    register(name="Issa Cissé")
    index = Index()
    index.build()
    with django_assert_num_queries(1):
        index.follow()


def test_a_database_that_was_restored_is_read_anew(cast, register):
    register(name="Hawa Maïga")
    index = Index()
    index.build()
    person = register(name="Issa Cissé")
    last = JournalEntry.objects.order_by("-seq").first()
    assert last is not None
    JournalEntry.objects.filter(seq=index.followed - 1).update(leaf=last.leaf)
    index.follow()
    assert found(index, "Issa Cissé") == [person.pk]
    assert index.size() == 2


def test_a_record_that_was_joined_is_found_as_part_of_the_other_and_again_by_itself_once_separated(
    cast, register, fanta_stepped_up
):
    first, second = register(name="Issa Cissé"), register(name="Zoubéirou Abdourahmane")
    index = Index()
    index.build()
    merge = duplicates.merge(fanta_stepped_up, first, second=second.pk)
    index.follow()
    rebuilt = Index()
    rebuilt.build()
    for each in (index, rebuilt):
        assert found(each, "Zoubeirou Abdourahmane") == found(each, "Issa Cissé") == [first.pk]
        assert each.size() == 1
    assert mask_of(cast.awa()) == Mask(frozenset({cast.gao.pk}))
    duplicates.separate(fanta_stepped_up, merge)
    index.follow()
    assert found(index, "Zoubeirou Abdourahmane") == [second.pk]
    assert found(index, "Issa Cissé") == [first.pk]
