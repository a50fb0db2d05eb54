"""Answers to the shipped instruments as devices send them."""

from collections.abc import Callable, Mapping
from typing import Any
from xml.sax.saxutils import escape

import pytest

from jatigi.questionnaires import actions
from jatigi.questionnaires.models import FormVersion, Outcome
from tests.cast import Cast, Member
from tests.questionnaires.conftest import new_instance

Fill = Callable[..., Outcome]


def instance(form: str, answers: Mapping[str, Any], version: str = "1", id: str = "") -> str:
    """A filled form as XML; a mapping is a group, a list a repetition."""
    return (
        f'<data id="{form}" version="{version}">{_nodes(answers)}<meta><instanceID>{id or new_instance()}</instanceID>'
        "</meta></data>"
    )


def _nodes(answers: Mapping[str, Any]) -> str:
    return "".join(_node(name, value) for name, value in answers.items())


def _node(name: str, value: Any) -> str:
    if isinstance(value, list):
        return "".join(_node(name, one) for one in value)
    inner = _nodes(value) if isinstance(value, Mapping) else escape(str(value))
    return f"<{name}>{inner}</{name}>"


@pytest.fixture
def fill(cast: Cast, forms: None) -> Fill:
    """Fill an instrument in: about a person, or about nobody."""

    def filled(who: Member, form: str, person: Any = None, **answers: Any) -> Outcome:
        version = FormVersion.objects.filter(form__code=form).latest("published_at")
        xml = instance(form, answers, version.number)
        return actions.submit(who(), form=form, subject=person and person.pk, xml=xml)

    return filled
