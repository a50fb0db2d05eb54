"""What civil society says stands beside the official answer, moderated by nobody whom it criticises."""

from typing import Any

import pytest
from django.urls import reverse

from jatigi.agencies.models import Notification
from jatigi.coordination.measures.comments import actions
from jatigi.coordination.measures.comments.models import Comment
from jatigi.kernel.access import Role, service_access
from jatigi.kernel.errors import Conflict, Invalid, NotFound, Refused
from tests.cast import Cast, Member, member, organisation
from tests.coordination.standing import Standing
from tests.sign_in import signed_in

pytestmark = pytest.mark.django_db
everything = service_access("test", ["coordination.Comment", "agencies.Notification"])
SAID = "Le guichet annoncé n’a jamais ouvert."


@pytest.fixture
def defender(cast: Cast) -> Member:
    return member(organisation("AME", "association"), "ousmane", Role.FOCAL_POINT)


def sees(who: Member, comment: Comment) -> bool:
    return Comment.objects.visible_to(who()).filter(pk=comment.pk).exists()


def told(who: Member, kind: str) -> int:
    return Notification.objects.visible_to(everything).filter(account=who.account, kind=kind).count()


def test_the_secretariat_moderates_against_written_rules_and_whom_it_concerns_answers(
    standing: Standing, defender: Member
) -> None:
    cast, secretary = standing.cast, standing.secretary
    criticised = member(cast.croix, "adama", Role.COORDINATOR)
    with pytest.raises(Refused):  # the Croix-Rouge is none of civil society's kinds here
        actions.on_commitment(cast.kadi(), standing.commitment, text=SAID)
    with pytest.raises(NotFound):
        actions.on_commitment(defender(), standing.secret, text=SAID)
    comment = actions.on_commitment(defender(), standing.commitment, text=SAID)
    assert (told(secretary, "comment.waits"), told(criticised, "comment.waits")) == (1, 0)
    assert [sees(one, comment) for one in (defender, secretary, criticised, cast.drissa)] == [
        True,
        True,
        False,
        False,
    ]
    with pytest.raises(NotFound):
        actions.publish(criticised(), comment)
    with pytest.raises(Refused):
        actions.publish(defender(), comment)
    with pytest.raises(Invalid):
        actions.refuse(secretary(), comment, ground="gênant", why="Cela gêne.")
    actions.publish(secretary(), comment)
    assert sees(cast.drissa, comment)
    with pytest.raises(Refused):
        actions.answer(cast.drissa(), comment, text="Nous aussi.")
    actions.answer(cast.kadi(), comment, text="Il ouvre lundi.")
    with pytest.raises(Conflict):
        actions.answer(cast.lassana(), comment, text="Il ouvre mardi.")
    page = signed_in(defender.account).get(reverse("coordination:comment", args=[comment.pk])).text
    assert "Il ouvre lundi." in page
    assert (told(defender, "comment.published"), told(defender, "comment.answered")) == (1, 1)
    second = actions.on_commitment(defender(), standing.commitment, text="M. Untel est un voleur.")
    actions.refuse(secretary(), second, ground="person", why="Ne nommez personne.")
    own = signed_in(defender.account).get(reverse("coordination:comment", args=[second.pk])).text
    assert "Ne nommez personne." in own
    assert not sees(cast.drissa, second)
    actions.withdraw(defender(), comment)
    assert not sees(cast.drissa, comment)


def test_where_the_secretariat_is_the_addressee_another_coordinator_moderates(
    standing: Standing, defender: Member
) -> None:
    cast, secretary = standing.cast, standing.secretary
    to_itself = standing.record(addressees=[{"organisation": cast.gao.pk}])
    elsewhere = member(cast.loin, "amadou", Role.COORDINATOR)
    comment = actions.on_commitment(defender(), to_itself, text=SAID)
    own = member(defender.organisation, "nana", Role.COORDINATOR)
    assert not sees(secretary, comment)
    assert told(elsewhere, "comment.waits") == 1
    for concerned in (secretary, own):
        with pytest.raises((NotFound, Refused)):
            actions.publish(concerned(), comment)
    actions.publish(elsewhere(), comment)
    actions.answer(secretary(), comment, text="Le guichet ouvre en mars.")


def test_the_pages_say_the_rules_before_anybody_writes(
    standing: Standing, defender: Member, django_assert_max_num_queries: Any
) -> None:
    browser = signed_in(defender.account)
    address = reverse("coordination:comment_write", args=["commitment", standing.commitment.pk])
    assert "vie privée" in browser.get(address).text or "personne" in browser.get(address).text
    assert browser.post(address, {"text": ""}).status_code == 422
    made = browser.post(address, {"text": SAID}, follow=True)
    assert "à modérer" in made.text
    for number in range(8):
        actions.on_commitment(defender(), standing.commitment, text=f"{SAID} {number}")
    secretary = signed_in(standing.secretary.account)
    secretary.get(reverse("coordination:comments"))
    with django_assert_max_num_queries(25):
        assert secretary.get(reverse("coordination:comments")).text.count("AME") == 9
    comment = Comment.objects.visible_to(everything).order_by("entered_at")[0]
    step = reverse("coordination:comment_step", args=[comment.pk, "refuse"])
    assert secretary.post(step, {"ground": "", "why": ""}).status_code == 422
    assert secretary.post(step, {"ground": "danger", "why": "Cela expose une famille."}).status_code == 302
