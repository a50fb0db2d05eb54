"""The shipped forms, somebody to screen, and answers as ODK Web Forms sends them."""

from collections.abc import Callable
from dataclasses import replace
from typing import Any
from uuid import uuid4
from xml.sax.saxutils import escape

import pytest

from jatigi.kernel import clock
from jatigi.kernel.access import Access, service_access
from jatigi.people import actions as people
from jatigi.people.codes import MINORS
from jatigi.people.models import Person
from jatigi.people.shapes import Basis
from jatigi.questionnaires import shipped
from jatigi.questionnaires.models import Answer, Outcome, Result
from tests.cast import Cast, Member

CONSENT: Basis = {"kind": "consent", "agreed": True, "form": "verbal", "language": "bm", "witness": "Awa"}

ASSENT: Basis = {**CONSENT, "kind": "assent", "guardian": {"role": "authority", "name": "Juge des enfants"}}

CALM = {
    "danger_now": "no",
    "needs_care_now": "no",
    "thoughts_of_self_harm": "no",
    "child_without_adult": "no",
    "hurt_on_the_way": "no",
    "forced_or_controlled": "no",
    "shelter_and_food_tonight": "yes",
    "afraid_to_return": "no",
    "needs_daily_help": "no",
    "people_in_care": "0",
    "someone_to_count_on": "yes",
    "support_where_going": "yes",
}
"""Nothing presses."""

URGENT = ("danger_now", "needs_care_now", "thoughts_of_self_harm", "child_without_adult")

everything = service_access(
    "test", [f"questionnaires.{name}" for name in ("Form", "FormVersion", "Answer", "Result", "Outcome")]
)

MakePerson = Callable[..., Person]


def filled(
    answers: dict[str, str] | None = None,
    /,
    *,
    instance: str = "",
    corrects: str = "",
    version: str = "1",
    **changes: Any,
) -> str:
    """A filled screening as XML; an answer None is left out. What follows from the answers is computed."""
    given = {**(CALM if answers is None else answers), **changes}
    given.setdefault("urgent", "yes" if any(given.get(name) == "yes" for name in URGENT) else "no")
    nodes = "".join(f"<{k}>{escape(str(v))}</{k}>" for k, v in given.items() if v is not None)
    deprecated = f"<deprecatedID>{corrects}</deprecatedID>" if corrects else ""
    return (
        f'<data id="screening" version="{version}">{nodes}<meta>'
        f"<instanceID>{instance or new_instance()}</instanceID>{deprecated}</meta></data>"
    )


def as_collect_sends(xml: str) -> str:
    """The same with the namespaces that ODK Collect writes."""
    spaces = 'xmlns="http://www.w3.org/2002/xforms" xmlns:orx="http://openrosa.org/xforms"'
    for name in ("meta", "instanceID", "deprecatedID"):
        xml = xml.replace(f"<{name}>", f"<orx:{name}>").replace(f"</{name}>", f"</orx:{name}>")
    return xml.replace("<data ", f"<data {spaces} ")


def new_instance() -> str:
    return f"uuid:{uuid4()}"


@pytest.fixture
def forms(cast: Cast) -> None:
    """What a node publishes when it is set up."""
    shipped.publish_all()


@pytest.fixture
def person(cast: Cast, forms: None) -> MakePerson:
    """Somebody registered by Awa at the MMG; a Malian adult unless told more."""

    def registered(**given: Any) -> Person:
        names = [{"given": "Amadou", "family": "Keita", "kind": "main"}]
        kwargs = {"sex": "male", "age_group": "18_59", "nationalities": ["ML"], "names": names, **given}
        basis = ASSENT if kwargs["age_group"] in MINORS else CONSENT
        return people.register(cast.awa(), basis=basis, **kwargs)

    return registered


def answer_of(outcome: Outcome) -> Answer:
    return Answer.objects.visible_to(everything).get(pk=outcome.answer_id)


def result_of(outcome: Outcome) -> Result:
    rows = Result.objects.visible_to(everything).filter(answer_id=outcome.answer_id)
    return rows.order_by("-computed_at")[0]


def stepped_up(who: Member) -> Access:
    """Somebody who has just shown the second factor again."""
    return replace(who(), stepped_up_at=clock.now())
