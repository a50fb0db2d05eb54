"""Texts that say nearly the same: found exactly, whatever stands around them."""

import math

import pytest
from hypothesis import given
from hypothesis import strategies as st

from jatigi.algorithms.likeness import THRESHOLD, alike, cosine, groups, terms, weighed, words

WORDS = ("accueil", "enfant", "frontière", "Gao", "loi", "migrant", "retour", "santé", "traite", "visa")
texts = st.lists(st.lists(st.sampled_from(WORDS), max_size=8).map(" ".join), max_size=14)


@given(texts, st.sampled_from((0.2, THRESHOLD, 0.8, 1.0)))
def test_every_pair_above_the_threshold_is_found_and_no_other(
    given_texts: list[str], threshold: float
) -> None:
    vectors = weighed([terms(text) for text in given_texts])
    scores = {
        (one, other): cosine(vectors[one], vectors[other])
        for other in range(len(vectors))
        for one in range(other)
    }
    found = {(pair.one, pair.other): pair.score for pair in alike(given_texts, threshold)}
    clear = {pair for pair, score in scores.items() if score >= threshold + 1e-9}
    near = {pair for pair, score in scores.items() if score >= threshold - 1e-9}
    assert clear <= found.keys() <= near
    assert all(math.isclose(found[pair], min(scores[pair], 1.0), abs_tol=1e-9) for pair in found)


@given(texts)
def test_the_order_of_the_texts_changes_nothing(given_texts: list[str]) -> None:
    last = len(given_texts) - 1
    turned = {(last - pair.other, last - pair.one): pair.score for pair in alike(given_texts[::-1])}
    straight = {(pair.one, pair.other): pair.score for pair in alike(given_texts)}
    assert turned.keys() == straight.keys()
    assert all(math.isclose(turned[pair], straight[pair], abs_tol=1e-9) for pair in turned)


@given(st.lists(st.tuples(st.integers(0, 12), st.integers(0, 12))))
def test_groups_hold_everybody_once_and_no_pair_is_torn_apart(pairs: list[tuple[int, int]]) -> None:
    found = groups(pairs)
    members = [member for group in found for member in group]
    assert sorted(members) == sorted({member for pair in pairs for member in pair})
    where = {member: number for number, group in enumerate(found) for member in group}
    assert all(where[one] == where[other] for one, other in pairs)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        (
            "Renforcer l’accueil des migrants refoulés à Gao et doter la Maison des migrants d’un agent de santé.",
            "Le renforcement de l'accueil des migrants refoulés à Gao ; doter la maison des migrants d'agents de santé",
        ),
        (
            "Accélérer l’adoption de la loi sur la traite des personnes",
            "ACCELERER L'ADOPTION DE LA LOI SUR LA TRAITE DES PERSONNES",
        ),
    ],
)
def test_the_same_in_other_words_is_alike_among_others(one: str, other: str) -> None:
    rest = [
        "Former les agents des frontières aux droits des migrants.",
        "Renforcer la coopération entre les pays voisins.",
        "Adopter une loi sur le travail domestique des enfants.",
    ]
    assert [(pair.one, pair.other) for pair in alike([one, other, *rest])] == [(0, 1)]


def test_words_are_compared_without_case_accents_and_signs() -> None:
    assert words("Œuvrer à l’ÉGALITÉ : n° 3, « ﬁn »") == ["oeuvrer", "a", "l", "egalite", "n", "3", "fin"]
    assert terms("le renforcement de la santé") == {"renfor", "sante", "renfor sante"}
    assert alike([]) == alike(["", "de la"]) == []
