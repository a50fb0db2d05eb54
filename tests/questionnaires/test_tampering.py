"""Answers that do not fit their form are refused whole, with a reason; nobody learns what is not theirs."""

from typing import Any

import pytest
from django.db import connection

from jatigi.kernel.access import Purpose, Role
from jatigi.kernel.errors import NotFound, Refused
from jatigi.kernel.models import JournalEntry
from jatigi.people.models import Person
from jatigi.questionnaires import actions, submission
from jatigi.questionnaires.models import Answer, Outcome, Result
from tests.cast import Cast, Member, member
from tests.questionnaires.conftest import CALM, MakePerson, everything, filled, new_instance

BOMB = """<?xml version="1.0"?><!DOCTYPE data [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;">]>
<data id="screening" version="1"><danger_now>&b;</danger_now></data>"""
OUTSIDE = """<?xml version="1.0"?><!DOCTYPE data [<!ENTITY x SYSTEM "file:///etc/passwd">]>
<data id="screening" version="1"><danger_now>&x;</danger_now></data>"""
DOCTYPE = '<!DOCTYPE data SYSTEM "http://127.0.0.1/x.dtd">' + filled()


def sent(who: Member, person: Person, xml: str) -> Outcome:
    return actions.submit(who(), form="screening", subject=person.pk, xml=xml)


def nothing_is_kept() -> bool:
    return not any(model.objects.visible_to(everything).exists() for model in (Answer, Result, Outcome))


@pytest.mark.parametrize(
    ("xml", "reason"),
    [
        (filled(diagnosis="victim"), "node"),
        (filled().replace("<danger_now>no", "<danger_now>no<deeper/>"), "node"),
        (filled().replace("</danger_now>", "</danger_now>and more"), "node"),
        (filled().replace("<instanceID>", "<note>x</note><instanceID>"), "node"),
        (filled().replace("<danger_now>", '<danger_now xmlns="urn:other">'), "node"),
        (filled().replace("<urgent>no</urgent>", "<danger_now>yes</danger_now>"), "twice"),
        (filled(danger_now="oui"), "choice"),
        (filled(danger_now="no yes"), "choice"),
        (filled(people_in_care="7"), "choice"),
        (filled(people_in_care="-1"), "choice"),
        (filled(danger_now=None), "required"),
        (filled(danger_now=""), "required"),
        (filled(support_where_going=None), "required"),
        (filled(urgent="yes"), "calculation"),
        (filled(danger_now="yes", urgent="no"), "calculation"),
        (filled(before="I was here"), "shown"),
        (filled(advice_danger_now="x"), "shown"),
        (filled(version="2"), "version"),
        (filled(version=""), "version"),
        (filled().replace('id="screening"', 'id="other"'), "form"),
        (filled(instance="1"), "instance"),
        (filled(instance="uuid:x"), "instance"),
        (filled().replace("meta>", "metameta>"), "instance"),
        (filled(corrects=new_instance()), "superseded"),
        (BOMB, "xml"),
        (OUTSIDE, "xml"),
        (DOCTYPE, "xml"),
        ("", "xml"),
        ("<data", "xml"),
        (filled().replace("</data>", ""), "xml"),
        (filled(danger_now="\x01"), "xml"),
        ("\ud800", "xml"),
        ("<x>" * 50_000, "xml"),
        (filled() + " " * submission.MOST_BYTES, "size"),
        ("é" * (submission.MOST_BYTES // 2 + 1), "size"),
    ],
)
def test_a_tampered_submission_is_refused_whole_with_its_reason(
    cast: Cast, person: MakePerson, xml: str, reason: str
) -> None:
    someone = person()
    with pytest.raises(submission.Unacceptable) as refused:
        sent(cast.awa, someone, xml)
    assert (refused.value.code, refused.value.status) == (f"answer.{reason}", 422)
    assert nothing_is_kept()
    last = JournalEntry.objects.order_by("seq").last()
    assert last is not None
    assert (last.action, last.outcome, last.reason) == ("answer.submit", "refused", f"answer.{reason}")


def test_the_refusal_names_the_question_in_a_sentence(cast: Cast, person: MakePerson) -> None:
    with pytest.raises(submission.Unacceptable, match="people_in_care"):
        sent(cast.awa, person(), filled(people_in_care="many"))


def test_a_correction_of_somebody_else_s_answers_is_refused(cast: Cast, person: MakePerson) -> None:
    instance = new_instance()
    sent(cast.awa, person(), filled(instance=instance))
    with pytest.raises(submission.Unacceptable) as refused:
        sent(cast.moussa, person(), filled(corrects=instance))
    assert refused.value.code == "answer.superseded"


def test_who_may_not_read_answers_may_not_correct_them(cast: Cast, person: MakePerson) -> None:
    someone, instance = person(), new_instance()
    sent(cast.awa, someone, filled(instance=instance))
    with pytest.raises(submission.Unacceptable) as refused:
        sent(cast.awa, someone, filled(corrects=instance))
    assert refused.value.code == "answer.superseded"


def test_a_form_that_does_not_exist_is_refused(cast: Cast, person: MakePerson) -> None:
    with pytest.raises(submission.Unacceptable):
        actions.submit(cast.awa(), form="other", subject=person().pk, xml=filled())


# Who learns what


def readable(who: Member, purpose: str = Purpose.CASE_MANAGEMENT) -> tuple[int, int, int]:
    models = (Answer, Result, Outcome)
    return tuple(model.objects.visible_to(who(purpose)).count() for model in models)  # type: ignore[return-value]


def test_a_reception_agent_learns_the_band_and_not_the_reasons(cast: Cast, person: MakePerson) -> None:
    sent(cast.awa, person(), filled())
    assert readable(cast.awa) == readable(cast.awa, Purpose.RECEPTION) == (0, 0, 1)
    assert (
        readable(cast.moussa) == readable(cast.fanta) == readable(cast.fanta, Purpose.OVERSIGHT) == (1, 1, 1)
    )


@pytest.mark.parametrize(
    "role", sorted(set(Role.values) - {Role.RECEPTION, Role.CASE_WORKER, Role.SUPERVISOR})
)
def test_no_other_role_of_the_house_learns_anything(cast: Cast, person: MakePerson, role: str) -> None:
    someone = person()
    sent(cast.awa, someone, filled())
    other = member(cast.gao, "other", role)
    for purpose in Purpose.values:
        assert readable(other, purpose) == (0, 0, 0)
    with pytest.raises((NotFound, Refused)):
        sent(other, someone, filled())


def test_statistics_are_no_reason_to_read_answers(cast: Cast, person: MakePerson) -> None:
    sent(cast.awa, person(), filled())
    for purpose in (Purpose.STATISTICS, Purpose.ADMINISTRATION, Purpose.PUBLIC, Purpose.FAMILY_LINKS):
        assert readable(cast.fanta, purpose) == (0, 0, 0)


def test_a_stranger_with_every_role_finds_nothing_and_cannot_answer(cast: Cast, person: MakePerson) -> None:
    someone, instance = person(), new_instance()
    outcome = sent(cast.awa, someone, filled(instance=instance))
    for purpose in Purpose.values:
        assert readable(cast.drissa, purpose) == (0, 0, 0)
    with pytest.raises(NotFound) as refused:
        sent(cast.drissa, someone, filled())
    assert someone.code not in str(refused.value)
    with pytest.raises(NotFound):
        sent(cast.drissa, someone, filled(instance=instance))
    with pytest.raises(NotFound):
        actions.recompute(cast.drissa(), outcome.answer_id)


def test_a_reception_agent_does_not_compute_results(cast: Cast, person: MakePerson) -> None:
    outcome = sent(cast.awa, person(), filled())
    with pytest.raises(NotFound):
        actions.recompute(cast.awa(), outcome.answer_id)


def test_nothing_of_the_answers_is_readable_in_the_database(cast: Cast, person: MakePerson) -> None:
    instance = new_instance()
    sent(cast.awa, person(), filled(instance=instance, **{**CALM, "thoughts_of_self_harm": "yes"}))
    rows = [line for table in _tables() for line in _dump(table)]
    text = "\n".join(rows)
    assert instance in text  # the dump is what it should be
    for secret in ("thoughts_of_self_harm", "self_harm", "prefers_not_to_say", "stay", "<data"):
        assert secret not in text, secret


def _tables() -> list[str]:
    return [f"questionnaires_{name}" for name in ("answer", "result", "outcome")]


def _dump(table: str) -> list[str]:
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT * FROM {table}")  # noqa: S608  # a name from the list above
        return [str([_bytes(value) for value in row]) for row in cursor.fetchall()]


def _bytes(value: Any) -> Any:
    return bytes(value).decode("latin-1") if isinstance(value, bytes | memoryview) else value


def test_the_journal_holds_no_answer(cast: Cast, person: MakePerson) -> None:
    from jatigi.kernel.models import JournalDetail

    sent(cast.awa, person(), filled(danger_now="yes"))
    details = str(list(JournalDetail.objects.values_list("details", flat=True)))
    assert "'form': 'screening'" in details
    assert "danger" not in details
