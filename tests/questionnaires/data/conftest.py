"""A form with groups, repetitions within repetitions and every kind of question, in two versions, and answers to it."""

from collections.abc import Callable
from typing import Any

import pytest

from jatigi.kernel.access import Role
from jatigi.questionnaires import actions, rules
from jatigi.questionnaires.models import FormVersion, Outcome
from tests.cast import Cast, Member, member
from tests.questionnaires.instruments.conftest import instance

SOURCE = """\
| survey | | | | | | |
|---|---|---|---|---|---|---|
| | type | name | label::Français (fr) | label::English (en) | bind::hxl | bind::personal |
| | note | hello | Bonjour | Hello | | |
| | begin_group | place | Lieu | Place | | |
| | select_one regions | region | Région | Region | #adm1+code | |
| | geopoint | where | Où | Where | | |
| | end_group | | | | | |
| | select_multiple needs | needs | Besoins | Needs | #inneed | |
| | integer | people | Personnes | People | #inneed+ind | |
| | decimal | water | Eau | Water | | |
| | date | on | Date | Date | #date | |
| | text | remark | Remarque | Remark | | no |
| | text | name | Nom | Name | | yes |
| | begin_repeat | household | Ménage | Household | | |
| | text | kind | Genre | Kind | | no |
| | begin_repeat | member | Membre | Member | | |
| | integer | age | Âge | Age | | |
| | end_repeat | | | | | |
| | end_repeat | | | | | |
| choices | | | | |
| | list_name | name | label::Français (fr) | label::English (en) |
| | regions | ML07 | Gao | Gao |
| | regions | ML08 | Kidal | Kidal |
| | needs | food | Repas | Food |
| | needs | bed | Lit | Bed |
| settings | | | | |
| | form_id | form_title | version | default_language |
| | visit | Visite | 1 | Français (fr) |
"""
SECOND = (
    SOURCE.replace("| Visite | 1 |", "| Visite | 2 |")
    .replace("| | decimal | water | Eau | Water | | |\n", "")
    .replace("| Remarque | Remark |", "| Observation | Comment |")
    .replace(
        "| | needs | bed | Lit | Bed |\n",
        "| | needs | bed | Lit | Bed |\n| | needs | care | Soins | Care |\n",
    )
)

Visit = Callable[..., Outcome]


def publish(source: str, *, restricted: bool = False) -> FormVersion:
    return actions.publish(
        rules.PUBLISHING, source=source, purpose="survey", title_fr="Visite", title_en="Visit", about="nothing",
        restricted=restricted,
    )  # fmt: skip


@pytest.fixture
def version(cast: Cast) -> FormVersion:
    return publish(SOURCE)


@pytest.fixture
def officer(cast: Cast) -> Member:
    """The data officer of the house."""
    return member(cast.gao, "salif", Role.DATA_OFFICER)


@pytest.fixture
def visit(cast: Cast, version: FormVersion) -> Visit:
    """An answer by Awa."""

    def answered(number: str = "1", id: str = "", **answers: Any) -> Outcome:
        xml = instance("visit", answers, number, id)
        return actions.submit(cast.awa(), form="visit", xml=xml)

    return answered
