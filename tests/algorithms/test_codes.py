from itertools import combinations

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from jatigi.algorithms.codes import ALPHABET, CodeError, new_code, read_code

bodies = st.lists(st.integers(0, len(ALPHABET) - 1), min_size=6, max_size=6)


def code_of(body: list[int]) -> str:
    numbers = iter(body)
    return new_code(lambda _: next(numbers))


def refusal(text: str) -> str:
    with pytest.raises(CodeError) as refused:
        read_code(text)
    return refused.value.reason


def test_a_code_is_four_characters_a_hyphen_and_three() -> None:
    assert code_of([0, 1, 2, 3, 4, 5]) == "1234-569"
    assert read_code("1234-569") == "1234-569"


def test_new_codes_are_unpredictable_by_default() -> None:
    codes = {new_code() for _ in range(1000)}
    assert len(codes) == 1000
    assert all(read_code(code) == code for code in codes)


def test_the_alphabet_has_no_vowel_and_nothing_that_looks_like_another() -> None:
    assert len(set(ALPHABET)) == 29
    assert not set("AEIOUL0") & set(ALPHABET)


@pytest.mark.parametrize(
    "typed",
    ["1234-569", " 1234 569 ", "1234569", "i234-569", "L2-34-56-9", "l234\u2011569", "1234\u00a0-\u202f569"],
)
def test_a_code_is_read_however_people_write_it(typed: str) -> None:
    assert read_code(typed) == "1234-569"


def test_lower_case_is_read() -> None:
    assert read_code("fvhy-q8g") == "FVHY-Q8G"


@pytest.mark.parametrize(
    "typed", ["O234-569", "0234-569", "1234-56U", "1234_569", "Traoré", "١٢٣٤-٥٦٧", "１234-569", "ß" * 7]
)
def test_a_character_that_no_code_has_is_refused_as_such(typed: str) -> None:
    assert refusal(typed) == "alphabet"


@pytest.mark.parametrize("typed", ["", " - ", "1234-56", "1234-569H", "1" * 10_000])
def test_too_few_or_too_many_characters_are_refused_as_such(typed: str) -> None:
    assert refusal(typed) == "length"


@given(bodies)
def test_every_code_reads_as_itself(body: list[int]) -> None:
    assert read_code(code_of(body)) == code_of(body)


@given(bodies)
def test_every_single_wrong_character_is_noticed(body: list[int]) -> None:
    code = code_of(body)
    for position in (0, 1, 2, 3, 5, 6, 7):
        for letter in set(ALPHABET) - {code[position]}:
            assert refusal(code[:position] + letter + code[position + 1 :]) == "check"


@given(bodies)
def test_every_exchange_of_two_characters_at_any_distance_is_noticed(body: list[int]) -> None:
    code = code_of(body)
    for first, second in combinations((0, 1, 2, 3, 5, 6, 7), 2):
        if code[first] == code[second]:
            continue
        letters = list(code)
        letters[first], letters[second] = letters[second], letters[first]
        assert refusal("".join(letters)) == "check"


@given(st.text(alphabet=ALPHABET + ALPHABET.lower() + "IL0O -", max_size=9))
def test_whatever_is_typed_is_a_code_or_refused_with_a_reason(typed: str) -> None:
    try:
        code = read_code(typed)
    except CodeError:
        code = refusal(typed)
    assert code in ("alphabet", "length", "check") or read_code(code) == code


@given(bodies, bodies)
def test_different_bodies_never_share_a_code(body: list[int], other: list[int]) -> None:
    assume(body != other)
    assert code_of(body) != code_of(other)
