"""Every type, appearance and feature that pyxform knows becomes here what it becomes there, or is refused in French."""

import re
from io import BytesIO
from typing import Any

import pytest
from django.utils import translation
from pyxform import aliases
from pyxform.errors import PyXFormError
from pyxform.question_type_dictionary import QUESTION_TYPE_DICT
from pyxform.xls2xform import convert

from jatigi.questionnaires.judging import worker
from jatigi.questionnaires.judging.findings import Finding
from jatigi.questionnaires.judging.sentences import sentence

FRAMES = {"crashed", "pyxform", "odk"}
"""Findings that quote another program in its own words."""
TYPES = sorted({*QUESTION_TYPE_DICT, *aliases._type_alias_map})
SELECTS = sorted(
    kind for kind in aliases.select if kind not in ("rank", "select one external", "select_one_external")
)
HEAD = "| | type | name | label | appearance | parameters | calculation | trigger | choice_filter | default |"
CHOICES = (
    "| choices |\n| | list_name | name | label | region |\n| | l | one | One | x |\n| | l | two | Two | y |\n"
    "| external_choices |\n| | list_name | name | label |\n| | l | one | One |\n| settings |\n| | form_id | version |\n| | f | 1 |\n"
)
NEEDED = {
    "calculate": "| | calculate | q | | | | 1 + 1 | | | |",
    "hidden": "| | hidden | q | | | | | | | x |",
    "range": "| | range | q | Q | | start=1 end=9 step=2 | | | | |",
    "audit": "| | audit | audit | | | location-priority=balanced location-min-interval=60 location-max-age=300 | | | | |",
    "background-geopoint": "| | text | other | Other | | | | | | |\n| | background-geopoint | q | | | | | ${other} | | |",
    "select one external": "| | select_one_external l | q | Q | | | | | one = '1' | |",
}  # fmt: skip
"""Rows of types that need more than a name and a label."""

APPEARANCES = {
    "text": "multiline numbers url masked ex:org.example.app(a='1') printer:org.example(1)",
    "integer": "thousands-sep counter bearing ex:org.example.app",
    "decimal": "thousands-sep",
    "date": "no-calendar month-year year ethiopian coptic islamic bikram-sambat myanmar persian buddhist",
    "geopoint": "maps placement-map",
    "geotrace": "maps placement-map",
    "image": "signature draw annotate new new-front selfie",
    "audio": "new", "video": "new new-front selfie", "barcode": "front",
    "range": "picker vertical rating no-ticks",
    "select_one l": "quick minimal autocomplete likert label list list-nolabel columns columns-3 columns-pack no-buttons map image-map horizontal",
    "select_multiple l": "minimal autocomplete columns columns-2 columns-pack label list-nolabel image-map",
    "rank l": "minimal",
}  # fmt: skip

FEATURES = {
    "groups within groups": "| | begin group | g | G | field-list | | | | | |\n| | begin_group | h | H | | | | | | |\n| | text | q | Q | | | | | | |\n| | end_group | | | | | | | | |\n| | end group | | | | | | | | |",
    "a repetition": "| | begin repeat | r | R | | | | | | |\n| | text | q | Q | | | | | | |\n| | end repeat | | | | | | | | |\n| | calculate | n | | | | count(${r}) | | | |",
    "a cascade": "| | select_one l | a | A | | | | | | |\n| | select_one l | q | Q | | | | | region = ${a} | |",
    "choices from what was answered": "| | begin repeat | r | R | | | | | | |\n| | text | who | Who | | | | | | |\n| | end repeat | | | | | | | | |\n| | select_one ${who} | q | Q | | | | | ${who} != '' | |",
    "another answer": "| | select_one l or_other | q | Q | | | | | | |",
    "in a random order": "| | select_one l | q | Q | | randomize=true seed=42 | | | | |",
    "a calculated default": "| | date | q | Q | | | | | | today() |",
    "what follows from another question": "| | text | a | A | | | | | | |\n| | calculate | q | | | | now() | ${a} | | |",
    "what was saved last": "| | text | q | Q | | | | | | ${last-saved#q} |",
    "a list beside": "| | select_one_from_file beside.csv | q | Q | | value=id label=title | | | | |",
    "a map beside": "| | select_one_from_file beside.geojson | q | Q | map | | | | | |",
    "a list of XML beside": "| | select_multiple_from_file beside.xml | q | Q | | | | | | |",
    "a small picture": "| | image | q | Q | | max-pixels=1024 | | | | |",
    "a quiet recording": "| | audio | q | Q | | quality=voice-only | | | | |",
    "a table list": "| | begin group | g | G | table-list | | | | | |\n| | select_one l | q | Q | | | | | | |\n| | end group | | | | | | | | |",
}  # fmt: skip


def survey(rows: str) -> bytes:
    return f"| survey |\n{HEAD}\n{rows}\n{CHOICES}".encode()


def row_of(kind: str, appearance: str = "") -> str:
    """A question of a type, with what it needs."""
    known = NEEDED.get(kind)
    if known:
        return known.replace("| Q | |", f"| Q | {appearance} |")
    known_there: Any = QUESTION_TYPE_DICT.get(kind, {})
    tag = known_there.get("control", {}).get("tag")
    listed = f"{kind} l" if tag in ("select", "select1", "odk:rank") else kind
    return f"| | {listed} | q | Q | {appearance} | | | | | |"


def there(content: bytes) -> str | None:
    """The XForm that pyxform makes; None where it makes none."""
    try:
        return convert(BytesIO(content), validate=False, file_type=".md").xform
    except PyXFormError:
        return None


def here(content: bytes) -> tuple[str, list[Finding]]:
    answer: dict[str, Any] = worker.examine("f.md", content, {})
    return answer["xform"], [Finding(**found) for found in answer["findings"]]


def same(content: bytes) -> bool:
    """Whether it converts on both sides, equally. Else it is refused here with a sentence of our own."""
    made, (xform, found) = there(content), here(content)
    errors = [finding for finding in found if not finding.warning and finding.code != "file_missing"]
    if made is not None and not errors:
        assert xform == made
        return True
    assert errors, "pyxform refuses it, and nothing is said here"
    assert not {finding.code for finding in errors} & FRAMES, errors
    with translation.override("fr"):
        for finding in errors:
            assert re.search(r"[éèàêç]|\b(de|la|le|un|une|est|pas)\b", sentence(finding)), sentence(finding)
    return False


@pytest.mark.parametrize("kind", TYPES)
def test_every_type_of_pyxform_converts_as_it_does_there(kind: str) -> None:
    content = survey(row_of(kind))
    assert same(content) is (there(content) is not None)


@pytest.mark.parametrize("kind", SELECTS)
def test_every_way_to_write_a_choice_converts_as_it_does_there(kind: str) -> None:
    name = "beside.csv" if "file" in kind else "l"
    assert same(survey(f"| | {kind} {name} | q | Q | | | | | | |"))


@pytest.mark.parametrize(
    ("kind", "appearance"), [(kind, one) for kind, many in APPEARANCES.items() for one in many.split()]
)
def test_every_appearance_converts_as_it_does_there(kind: str, appearance: str) -> None:
    content = survey(row_of(kind, appearance))
    assert same(content)
    assert f'appearance="{appearance}"'.replace("'", "&#x27;").split("(")[0] in here(content)[0]


def test_a_list_beside_a_form_cannot_have_the_name_of_one_within() -> None:
    content = survey(
        "| | select_one l | a | A | | | | | | |\n| | select_one_from_file l.csv | q | Q | | | | | | |"
    )
    _xform, (found, *_more) = here(content)
    with translation.override("fr"):
        assert sentence(found).replace("\u00a0", " ") == (
            "Une liste à côté du formulaire et une liste du formulaire portent le même nom « l ». Renommez l’une des deux."
        )


@pytest.mark.parametrize("feature", FEATURES)
def test_every_feature_converts_as_it_does_there(feature: str) -> None:
    assert same(survey(FEATURES[feature]))
