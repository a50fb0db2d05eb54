"""A restricted answer is not there for a colleague of another role: on no page, over no interface, in no export, on no device."""

from dataclasses import replace
from typing import Any

import pytest
from django.test import Client

from jatigi.agencies import actions as agencies
from jatigi.cases.models import Case
from jatigi.kernel import clock
from jatigi.kernel.access import Purpose, Role
from jatigi.kernel.errors import NotFound, Refused
from jatigi.questionnaires import actions
from jatigi.questionnaires.data import actions as data
from jatigi.questionnaires.filling import actions as drafting
from jatigi.questionnaires.filling import attachments
from jatigi.questionnaires.models import Answer, AnswerFile, Draft, DraftFile, Outcome, Result
from jatigi.questionnaires.submission import Unacceptable
from tests.cast import Cast, Member, member
from tests.exchange.openrosa.conftest import House
from tests.questionnaires.conftest import new_instance
from tests.questionnaires.filling.conftest import about, everything, photograph, simple
from tests.questionnaires.filling.conftest import told as words
from tests.sign_in import signed_in

pytestmark = pytest.mark.django_db

WORDS = "Kanariwords"
PICTURE = "| | image | picture | Photographie |"
MODELS = (Answer, AnswerFile, Result, Outcome, Draft, DraftFile)


def told(words: str = WORDS, *, instance: str = "", corrects: str = "") -> str:
    deprecated = f"<deprecatedID>{corrects}</deprecatedID>" if corrects else ""
    return (
        f'<data id="secret" version="1"><told>{words}</told><picture>a.jpg</picture><meta>'
        f"<instanceID>{instance or new_instance()}</instanceID>{deprecated}</meta></data>"
    )


@pytest.fixture
def answer(cast: Cast, case: Case) -> Answer:
    """What Moussa was told in confidence, with a photograph; he has begun the form again."""
    simple("secret", PICTURE, restricted=True)
    given: dict[str, Any] = {"form": "secret", "about": about(case)}
    given["files"] = attachments.accepted([("a.jpg", photograph())])
    kept = actions.submit(cast.moussa(), xml=told(), **given)
    drafting.keep(cast.moussa(), xml=told(), **given)
    return Answer.objects.visible_to(everything).get(pk=kept.answer_id)


def colleagues(cast: Cast) -> list[Member]:
    """Everybody of the house but its author and its supervisors, and a stranger with every role."""
    others = [member(cast.gao, f"only-{r}", r) for r in Role.values if r != Role.SUPERVISOR]
    return [*others, cast.awa, cast.drissa]


def files(model: Any) -> str:
    name: str = model.objects.visible_to(everything).values_list("name", flat=True)[0]
    return name


def test_for_no_purpose_is_there_a_row(cast: Cast, answer: Answer) -> None:
    for who in colleagues(cast):
        for purpose in Purpose.values:
            found = [m.__name__ for m in MODELS if m.objects.visible_to(who(purpose)).exists()]
            assert found == [], (sorted(who.roles), purpose)


def test_no_page_shows_it(cast: Cast, answer: Answer, case: Case) -> None:
    outcome = Outcome.objects.visible_to(everything).get()
    draft = Draft.objects.visible_to(everything).get()
    pages = [
        f"/answers/{outcome.pk}/", f"/answers/{answer.pk}/read", f"/answers/{answer.pk}/instance",
        f"/answers/{answer.pk}/correct", f"/answers/{answer.pk}/files/{files(AnswerFile)}",
        f"/forms/drafts/{draft.pk}/instance", f"/forms/drafts/{draft.pk}/files/{files(DraftFile)}",
    ]  # fmt: skip
    moussa = signed_in(cast.moussa.account)
    assert [moussa.get(page).status_code for page in pages] == [200] * len(pages)
    for who in colleagues(cast):
        client = signed_in(who.account)
        for page in pages:
            refused = client.get(page)
            assert refused.status_code in (403, 404), (sorted(who.roles), page)
            assert WORDS not in refused.content.decode()
        everywhere = (f"/cases/{case.pk}/", f"/people/{case.person_id}/", "/forms/drafts/", "/")
        for page in everywhere:
            body = client.get(page).content.decode()
            assert str(answer.pk) not in body
            assert str(outcome.pk) not in body


def test_the_interface_neither_computes_nor_corrects_it(cast: Cast, answer: Answer, case: Case) -> None:
    for who in (cast.awa, member(cast.gao, "issa", Role.CASE_WORKER)):
        access = replace(who(), stepped_up_at=clock.now())
        token = agencies.create_token(access, purpose=Purpose.CASE_MANAGEMENT, label="essai")
        bearer = {"Authorization": f"Bearer {token.secret}"}  # type: ignore[attr-defined]
        computed = Client().post(
            f"/api/v1/answers/{answer.pk}/recompute", {}, "application/json", headers=bearer
        )
        assert computed.status_code in (403, 404)
        assert WORDS not in computed.content.decode()
        with pytest.raises((NotFound, Refused)):
            actions.recompute(who(), answer.pk)
        correction = told("autre", corrects=answer.instance_id)
        picture = attachments.accepted([("a.jpg", photograph())])
        with pytest.raises(Unacceptable):
            actions.submit(who(), form="secret", about=about(case), xml=correction, files=picture)
    assert Answer.objects.visible_to(everything).count() == 1


def test_no_colleague_asks_for_a_file_of_it_and_nobody_takes_one_alone(cast: Cast, answer: Answer) -> None:
    asked: dict[str, Any] = {"form": "secret", "why": "report", "reason": "pour le rapport", "kind": "csv"}
    exporters = {Role.DATA_OFFICER, Role.COMPLAINTS}
    for who in colleagues(cast)[:-1]:
        access = replace(who(Purpose.STATISTICS), stepped_up_at=clock.now())
        if who.roles & exporters:
            export = data.request(access, **asked, options={})
            assert export.state == "waiting"
            with pytest.raises((NotFound, Refused)):
                data.approve(access, export)
            continue
        with pytest.raises(Refused):
            data.request(access, **asked, options={})
        assert signed_in(who.account).get("/forms/secret/data/").status_code == 403


def test_a_device_of_a_colleague_brings_no_correction_of_it(cast: Cast) -> None:
    simple("secret", restricted=True, about="nothing", purpose="survey")
    house, instance = House(cast), new_instance()
    assert house.collect.send(words(WORDS, "secret", instance=instance)).status_code == 201
    for who in (cast.awa, member(cast.gao, "issa", Role.CASE_WORKER)):
        sent = house.device(house.issue(who)).send(words("autre", "secret", corrects=instance))
        assert sent.status_code >= 400
        assert WORDS not in sent.content.decode()
    assert Answer.objects.visible_to(everything).count() == 1
    assert house.collect.send(words("mieux", "secret", corrects=instance)).status_code == 201


def test_statistics_open_nothing_of_an_ordinary_form_either(cast: Cast, case: Case) -> None:
    simple("secret", PICTURE)
    given: dict[str, Any] = {"form": "secret", "about": about(case)}
    given["files"] = attachments.accepted([("a.jpg", photograph())])
    actions.submit(cast.moussa(), xml=told(), **given)
    for who in (cast.fanta, member(cast.gao, "data", Role.DATA_OFFICER)):
        assert [m for m in MODELS if m.objects.visible_to(who(Purpose.STATISTICS)).exists()] == []
