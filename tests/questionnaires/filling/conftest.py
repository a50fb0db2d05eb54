"""A form about a case with a repetition, a cascade, a picture and two languages; and a restricted one."""

import io
from collections.abc import Callable
from pathlib import Path
from typing import Any
from uuid import UUID

import pytest
from PIL import Image

from jatigi.cases import actions as cases
from jatigi.cases.models import Case
from jatigi.kernel.access import service_access
from jatigi.questionnaires import actions, rules
from jatigi.questionnaires.models import FormVersion
from tests.cast import Cast
from tests.questionnaires.conftest import MakePerson, forms, new_instance, person  # noqa: F401  # fixtures

VISIT = Path(__file__).with_name("visit.md").read_text(encoding="utf-8")
SECRET = """| survey | | | |
|---|---|---|---|
| | type | name | label::Français (fr) |
| | text | told | Ce qui a été dit |
{extra}
| settings | | | | |
|---|---|---|---|---|
| | form_id | form_title | version | default_language |
| | {code} | Entretien | 1 | Français (fr) |
"""

LABELS = (
    "Form",
    "FormVersion",
    "FormFile",
    "Answer",
    "AnswerFile",
    "Draft",
    "DraftFile",
    "Result",
    "Outcome",
)
everything = service_access("test", [f"questionnaires.{name}" for name in LABELS])


def published(source: str, **more: Any) -> FormVersion:
    """A form as it would come with Jatigi."""
    given = {"purpose": "follow_up", "title_fr": "Visite", "title_en": "Visit", "about": "case", **more}
    return actions.publish(rules.PUBLISHING, source=source, **given)


def simple(code: str, extra: str = "", **more: Any) -> FormVersion:
    """A form with one question in writing."""
    return published(
        SECRET.format(code=code, extra=extra), title_fr="Entretien", title_en="Interview", **more
    )


def told(text: str, code: str = "secret", *, instance: str = "", corrects: str = "") -> str:
    deprecated = f"<deprecatedID>{corrects}</deprecatedID>" if corrects else ""
    return (
        f'<data id="{code}" version="1"><told>{text}</told><meta>'
        f"<instanceID>{instance or new_instance()}</instanceID>{deprecated}</meta></data>"
    )


def visited(
    picture: str = "",
    said: str = "",
    *,
    circle: str = "ansongo",
    ages: tuple[str, ...] = ("7", "12"),
    children: str | None = None,
    instance: str = "",
    corrects: str = "",
) -> str:
    """A visit as the page sends it."""
    lines = "".join(f"<child><age>{age}</age><needs>food school</needs></child>" for age in ages)
    deprecated = f"<deprecatedID>{corrects}</deprecatedID>" if corrects else ""
    return (
        f'<data id="visit" version="1"><region>gao</region><circle>{circle}</circle><seen_on>2026-11-01</seen_on>'
        f"{lines}<picture>{picture}</picture><said>{said}</said><thanks/>"
        f"<children>{len(ages) if children is None else children}</children>"
        f"<meta><instanceID>{instance or new_instance()}</instanceID>{deprecated}</meta></data>"
    )


def photograph(kind: str = "JPEG", size: tuple[int, int] = (40, 30)) -> bytes:
    """A picture that says where it was taken, and by whom."""
    exif = Image.Exif()
    exif[0x013B] = "Kanari Artist"
    exif[0x0112] = 6
    exif.get_ifd(0x8825)[1] = "N"
    exif.get_ifd(0x8825)[2] = (16.0, 16.0, 0.0)
    made = io.BytesIO()
    Image.new("RGB", size, "teal").save(made, kind, exif=exif)
    return made.getvalue()


MakeCase = Callable[..., Case]


@pytest.fixture
def visit(cast: Cast) -> FormVersion:
    return published(VISIT)


@pytest.fixture
def case(cast: Cast, person: MakePerson) -> Case:  # noqa: F811
    """A case of Moussa's."""
    someone = person()
    return cases.open_case(
        cast.moussa(), person=someone.pk, urgency="high", case_worker=cast.moussa.account.pk
    )


def about(case: Case) -> tuple[str, UUID]:
    return "case", case.pk
