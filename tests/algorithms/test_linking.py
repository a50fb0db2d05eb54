"""Linking lists of people: the pairs that are one person, whatever the spelling."""

import pytest

from jatigi.algorithms.matching import Birth, Record
from jatigi.algorithms.matching.columns import Coder
from jatigi.algorithms.matching.link import pairs
from jatigi.algorithms.matching.model import NOBODY, Stay
from jatigi.algorithms.matching.reading import columns_of
from jatigi.algorithms.matching.together import taken_apart

FIRST = [
    Record(names=("Mahamadou Coulibaly",), birth=Birth(1990), mother="Fanta Diarra", phones=("76123456",)),
    Record(names=("Awa Cissé",), birth=Birth(1985), mother="Oumou Traoré"),
    Record(names=("Moussa Keïta",), birth=Birth(2001), documents=("NINA 0198-7",)),
]
SECOND = [
    Record(names=("Keyta Musa",), documents=("nina01987",)),
    Record(names=("Kulibali Mamadu",), birth=Birth(1991), phones=("+223 76 12 34 56",)),
    Record(names=("Fatoumata Sidibé",), birth=Birth(1985)),
]


def test_two_lists_are_linked_by_who_is_who() -> None:
    assert {(one, other) for one, other, _ in pairs(FIRST, SECOND)} == {(0, 1), (2, 0)}


def test_one_list_is_linked_with_itself() -> None:
    assert {(one, other) for one, other, _ in pairs(FIRST + SECOND)} == {(0, 4), (2, 3)}


def test_each_record_is_in_one_pair_when_asked_for() -> None:
    twice = [*SECOND, SECOND[1]]
    assert len([*pairs(FIRST, twice)]) == 3
    assert len([*pairs(FIRST, twice, one_to_one=True)]) == 2


def test_nobody_is_linked_among_nobody() -> None:
    assert [*pairs([])] == []
    assert [*pairs([Record()], [Record()])] == []


def test_the_most_probable_come_first() -> None:
    found = [probable for _, _, probable in pairs(FIRST, SECOND, least=0.01)]
    assert found == sorted(found, reverse=True)
    assert found[0] == pytest.approx(1, abs=0.05)


def test_a_name_written_together_stands_as_the_two_that_many_bear() -> None:
    many = [Record(names=(f"{name} Diarra",)) for name in ("Mohamed", "Lamine") for _ in range(8)]
    joined = [Record(names=("Mohamedlamine Keïta",)), Record(names=("Mohamedsafi Keïta",))]
    coder = Coder()
    columns = columns_of(coder, ((NOBODY, 0, record) for record in many + joined))
    taken_apart(coder, columns)
    assert [coder.known(columns, row).names for row in (-2, -1)] == [
        ("mohamed", "lamine", "keita"),
        ("mohamedsafi", "keita"),
    ]


WRITTEN = [
    *FIRST,
    *SECOND,
    Record(),
    Record(names=("Mamadou Touré", "Mamadu Touret", "Mamadou Touré")),
    Record(names=("Balla", "Balla", "Moussa Balla")),
    Record(
        names=("Abdoul Karim Mohamed Ali Issa Amadou", "Oumar Traoré", ""),
        birth=Birth(1999, 4, 7),
        father="Mahamadou Samba Traoré Diarra Sow",
        mother="Awa Awa Kone",
        origin="Kita Kita Kayes Ségou",
        nationalities=("MLI", " mli", "sen", "gin"),
        phones=("1", "66 12 34 56", "+223 66123456", "0022376000000", "٦٦١٢٣٤٥٧"),
        documents=("x", "ML 123-O", "B-77777"),
        languages=("bm", "fr"),
        group="g",
        stays=(Stay("kita", 5),),
    ),
]


def test_records_read_by_the_thousand_say_what_each_says() -> None:
    coder = Coder()
    columns = columns_of(coder, ((NOBODY, 0, record) for record in WRITTEN))
    assert [coder.known(columns, row) for row in range(len(WRITTEN))] == [record.known for record in WRITTEN]
    assert not len(columns_of(Coder(), []))


def test_names_are_shared_wherever_they_stand() -> None:
    turned = [
        (("Moussa", "Adama Tapsoba"), ("Tapsoba", "Moussa Adama")),
        (("Idriss", "Ketkida"), ("Katkeda", "Idriss")),
    ]
    for one, other in turned:
        both = [Record(names=names, birth=Birth(1994), sex="male") for names in (one, other)]
        assert [pair[:2] for pair in pairs(both)] == [(0, 1)]


def test_brothers_are_not_one_person() -> None:
    home = {
        "father": "Bakary Sangaré",
        "mother": "Korotoumou Bagayogo",
        "origin": "Sikasso",
        "phones": ("76123456",),
    }
    brothers = [
        Record(names=(f"{given} Sangaré",), birth=Birth(year), sex="male", **home)  # type: ignore[arg-type]
        for given, year in (("Moussa", 1990), ("Daouda", 1994))
    ]
    [same] = pairs([brothers[0], brothers[0]])
    assert same[2] > 0.9
    assert [*pairs(brothers)] == []
