"""The conditions of forms, evaluated as ODK's engines evaluate them, or not at all."""

import contextlib
import math
import re
import time

import pytest
from defusedxml.ElementTree import fromstring
from hypothesis import given
from hypothesis import strategies as st

from jatigi.questionnaires.expressions import Item, Unreadable, number_of, parse, text_of
from jatigi.questionnaires.expressions.patterns import pattern
from jatigi.questionnaires.expressions.tree import among, from_xml

ANSWERS = """
<data><sex>female</sex><age>17</age><needs>food care</needs><on>2026-11-21</on><none/>
<child><name>Awa</name><age>4</age></child><child><name>Moussa</name><age>9</age></child><region>gao</region></data>
"""
LISTS = """
<root><item><name>ansongo</name><region>gao</region><label>Ansongo</label></item>
<item><name>kidal</name><region>kidal</region><label>Kidal</label></item></root>
"""


@pytest.fixture
def answers() -> Item:
    return from_xml(fromstring(ANSWERS))


def at(answers: Item, *path: str | int) -> Item:
    """The node at a path; a number chooses among those of the name before it."""
    found = [answers]
    for step in path:
        found = (
            [found[step]]
            if isinstance(step, int)
            else [child for item in found for child in item.named(step)]
        )
    return found[0]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("/data/sex = 'female'", True),
        ("/data/sex != 'female' or /data/age < 18", True),
        ("/data/sex != 'female' and /data/age < 18", False),
        ("not(/data/age >= 18)", True),
        ("selected(/data/needs, 'care')", True),
        ("selected(/data/needs, 'car')", False),
        ("selected-at(/data/needs, 1) = 'care'", True),
        ("count-selected(/data/needs) = 2", True),
        ("/data/age + 1 = 18 and /data/age * 2 div 2 - 1 = 16 and 7 mod 3 = 1", True),
        ("-/data/age < 0", True),
        ("1 + 2 * 3 = 7 and (1 + 2) * 3 = 9", True),
        (". > 10 and . < 20", True),
        ("/data/on >= '2026-11-20' and /data/on < '2026-11-22'", True),
        ("date('2026-11-20') < /data/on", True),
        ("format-date(/data/on, '%d/%m/%Y') = '21/11/2026'", True),
        ("if(/data/none = '', 'a', 'b') = 'a'", True),
        ("coalesce(/data/none, /data/sex) = 'female'", True),
        ("string-length(/data/sex) = 6", True),
        ("starts-with(/data/sex, 'fe') and contains(/data/sex, 'mal') and ends-with(/data/sex, 'ale')", True),
        ("substr(/data/sex, 0, 3) = 'fem' and substring(/data/sex, 1, 3) = 'fem'", True),
        ("translate(/data/sex, 'fe', 'FE') = 'FEmalE'", True),
        ("regex(/data/sex, '^[a-z]{6}$')", True),
        ("regex(/data/sex, '^[0-9]+$')", False),
        ("round(2.5) = 3 and round(-2.5) = -2 and round(2.345, 2) = 2.35 and int(2.9) = 2", True),
        ("/data/none > 1", False),
        ("/data/none < 1", False),
        ("/data/none != 1", True),
        ("/data/never = ''", True),
        ("true() and not(false())", True),
        ("1 div 0 > 0", True),
        ('/data/sex = "female"', True),
        ("number('inf') = number('inf')", False),
        ("number('1e9') > 0", False),
        ("number('٣') > 0", False),
        ("../sex = 'female'", True),
        ("count(/data/child) = 2 and count(/data/never) = 0", True),
        ("sum(/data/child/age) = 13 and max(/data/child/age) = 9 and min(/data/child/age) = 4", True),
        ("/data/child/age = 9 and /data/child/age != 9", True),
        ("/data/child[2]/name = 'Moussa' and /data/child[age < 5]/name = 'Awa'", True),
        ("/data/child[position() = last()]/name = 'Moussa'", True),
        ("indexed-repeat(/data/child/name, /data/child, 2) = 'Moussa'", True),
        ("join(', ', /data/child/name) = 'Awa, Moussa'", True),
        ("instance('towns')/root/item[region = current()/../region]/label = 'Ansongo'", True),
        ("count(instance('elsewhere')/root/item) = 0", True),
        ("count(/data/sex | /data/age | /data/sex) = 2", True),
        ("checklist(1, 2, /data/sex = 'female', /data/age > 18)", True),
    ],
)  # fmt: skip
def test_a_condition_holds_or_not(answers: Item, text: str, expected: bool) -> None:
    towns = among({"towns": from_xml(fromstring(LISTS))})
    assert parse(text).holds(at(answers, "age"), towns) is expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("../name", "Moussa"),
        ("/data/child/name", "Moussa"),
        ("position(..)", "2"),
        ("count(/data/child)", "2"),
        ("/data/child[1]/name", "Awa"),
        ("/data/sex", "female"),
        ("indexed-repeat(/data/child/age, /data/child, position(..) - 1)", "4"),
    ],
)
def test_within_a_repetition_its_own_answers_are_meant(answers: Item, text: str, expected: str) -> None:
    assert text_of(parse(text).of(at(answers, "child", 1, "age"))) == expected


@pytest.mark.parametrize(
    "text",
    [
        "", "today()", "now()", "random()", "/data//age", "/", "regex(., '(a)\\1')", "regex(., '(?=a)')", "regex(., ../pattern)", "position(1, 2)",
        "pulldata('x', 'y')", "1 +", "(1", "1)", "not(", "not()", "not(1, 2)", "'open", "$x", "1 2", "(" * 100 + "1" + ")" * 100,
        "jr:choice-name(/data/sex, '/data/sex')",
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
        parse(text).of(Item("x", "1"))


@given(st.integers(-(10**6), 10**6), st.integers(-(10**6), 10**6))
def test_numbers_compare_as_numbers(a: int, b: int) -> None:
    data = from_xml(fromstring(f"<data><a>{a}</a><b>{b}</b></data>"))
    assert parse("/data/a < /data/b").holds(data) is (a < b)
    assert parse("/data/a - /data/b = 0").holds(data) is (a == b)
    assert number_of(str(a)) == a


# Patterns

ATOMS = ["a", "b", ".", "[ab]", "[^a]", r"\d", r"\w", r"\S", "(a|b)", "(?:ab|a)", "^", "$", "[0-9a-z]", r"\."]
TIMES = ["", "*", "+", "?", "{2}", "{1,3}", "{2,}", "+?"]
PARTS = st.builds(str.__add__, st.sampled_from(ATOMS), st.sampled_from(TIMES))


@given(st.lists(PARTS, min_size=1, max_size=5).map("".join), st.booleans(), st.text("ab1. \n_é٣", max_size=8))
def test_a_pattern_is_found_wherever_python_finds_it(written: str, grouped: bool, text: str) -> None:
    written = f"({written})*x?" if grouped else written
    try:
        expected = re.search(written, text) is not None
    except re.error:
        return
    made = pattern(written)
    assert made is not None
    assert made.found_in(text) is expected


@pytest.mark.parametrize(
    "written",
    ["(a+)+$", "(a|aa)+$", "(.*)*x", "a*" * 60 + "b", "(a?){50}a{50}b", "^(([a-z])+.)+[A-Z]([a-z])+$"],
)
def test_no_pattern_takes_centuries(written: str) -> None:
    made = pattern(written)
    assert made is not None
    begun = time.process_time()
    assert not made.found_in("a" * 8_000 + "!")
    assert time.process_time() - begun < 10


@pytest.mark.parametrize("written", ["(", "a{1,9999}", "(?i)a", "(?<=a)b", r"\bword", "a" * 201, "(" * 199])
def test_a_pattern_that_asks_for_more_is_left_to_the_page(written: str) -> None:
    assert pattern(written) is None
