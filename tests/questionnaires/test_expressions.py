"""The conditions of forms, evaluated as ODK's engines evaluate them, or not at all."""

import contextlib
import math

import pytest
from hypothesis import given
from hypothesis import strategies as st

from jatigi.questionnaires.expressions import Unreadable, number_of, parse, text_of

VALUES = {
    "/data/sex": "female",
    "/data/age": "17",
    "/data/needs": "food care",
    "/data/on": "2026-11-21",
    "/data/none": "",
}


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("/data/sex = 'female'", True),
        ("/data/sex != 'female' or /data/age < 18", True),
        ("/data/sex != 'female' and /data/age < 18", False),
        ("not(/data/age >= 18)", True),
        ("selected(/data/needs, 'care')", True),
        ("selected(/data/needs, 'car')", False),
        ("count-selected(/data/needs) = 2", True),
        ("/data/age + 1 = 18 and /data/age * 2 div 2 - 1 = 16 and 7 mod 3 = 1", True),
        ("-/data/age < 0", True),
        ("1 + 2 * 3 = 7 and (1 + 2) * 3 = 9", True),
        (". > 10 and . < 20", True),
        ("/data/on >= '2026-11-20' and /data/on < '2026-11-22'", True),
        ("if(/data/none = '', 'a', 'b') = 'a'", True),
        ("coalesce(/data/none, /data/sex) = 'female'", True),
        ("string-length(/data/sex) = 6", True),
        ("starts-with(/data/sex, 'fe') and contains(/data/sex, 'mal')", True),
        ("/data/none > 1", False),
        ("/data/none < 1", False),
        ("/data/none != 1", True),
        ("true() and not(false())", True),
        ("1 div 0 > 0", False),
        ('/data/sex = "female"', True),
        ("number('inf') = number('inf')", False),
        ("number('1e9') > 0", False),
        ("number('٣') > 0", False),
    ],
)
def test_a_condition_holds_or_not(text: str, expected: bool) -> None:
    assert parse(text).holds(lambda path: VALUES.get(path, ""), "/data/age") is expected


@pytest.mark.parametrize(
    "text",
    [
        "", "today()", "../age > 3", "count(/data/child) > 1", "/data/child[1]/age > 3", "instance('x')/root/item",
        "pulldata('x', 'y')", "1 +", "(1", "1)", "not(", "not()", "not(1, 2)", "'open", "age > 3", "$x", "1 2", "or",
        "jr:choice-name(/data/sex, '/data/sex')", "/data//age", "/data/*",
    ],
)  # fmt: skip
def test_what_is_not_evaluated_here_says_so(text: str) -> None:
    with pytest.raises(Unreadable):
        parse(text)


@pytest.mark.parametrize(
    ("value", "text"), [(True, "true"), (3.0, "3"), (2.5, "2.5"), (math.nan, "NaN"), ("x", "x")]
)
def test_values_are_written_as_xpath_writes_them(value: bool | float | str, text: str) -> None:
    assert text_of(value) == text


@given(st.text(max_size=40))
def test_any_text_is_read_or_refused(text: str) -> None:
    with contextlib.suppress(Unreadable):
        parse(text).of(lambda _path: "1", "/data/x")


@given(st.integers(-(10**6), 10**6), st.integers(-(10**6), 10**6))
def test_numbers_compare_as_numbers(a: int, b: int) -> None:
    read = {"/data/a": str(a), "/data/b": str(b)}.__getitem__
    assert parse("/data/a < /data/b").holds(read, "/data/a") is (a < b)
    assert parse("/data/a - /data/b = 0").holds(read, "/data/a") is (a == b)
    assert number_of(str(a)) == a
