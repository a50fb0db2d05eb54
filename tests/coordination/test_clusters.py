"""Groups: what reads alike is proposed, and a person says whether it asks for the same."""

import pytest
from django.urls import reverse

from jatigi.agencies.models import Notification
from jatigi.coordination.commitments import actions as recording
from jatigi.coordination.commitments import rules
from jatigi.coordination.commitments.clusters import actions, proposing
from jatigi.coordination.commitments.models import Cluster, Commitment, Likeness, Step
from jatigi.coordination.measures.models import Measure, MeasureCommitment
from jatigi.kernel import schedule
from jatigi.kernel.access import service_access
from jatigi.kernel.errors import Invalid, NotFound, Refused
from jatigi.kernel.querysets import acting
from tests.coordination.standing import PASSAGE, Standing, event
from tests.sign_in import signed_in

SAME = PASSAGE.replace("Renforcer", "Le renforcement de")
ALSO = PASSAGE.replace("un agent", "deux agents")
everything = service_access("test", ["agencies.Notification"])


def now(standing: Standing, made: Commitment) -> Commitment:
    return Commitment.objects.visible_to(standing.secretary()).get(pk=made.pk)


def waiting(standing: Standing) -> list[set[str]]:
    schedule.run_now(rules.LOOKING)
    return [
        {line.commitment.reference for line in group.lines}
        for group in proposing.proposed(standing.secretary(), 20)[0]
    ]


def test_what_reads_alike_is_proposed_once_and_a_refusal_is_remembered(standing: Standing) -> None:
    salif, later = standing.secretary(), event(standing.body, "Forum de Ségou")
    twin = standing.record(text=SAME, event=later.pk)
    standing.record(text=PASSAGE)  # of the same event: no group
    hidden = standing.record(text=ALSO, event=standing.closed_event.pk)
    third = Commitment.objects.visible_to(salif).get(text=PASSAGE, unaddressed=True)
    names = {row.reference for row in (standing.commitment, twin, third, hidden)}
    assert waiting(standing) == [names] == waiting(standing)
    assert proposing.proposed(standing.cast.drissa(), 20) == ([], 0)  # it keeps none of them up
    with pytest.raises(Refused):
        actions.confirm(standing.cast.drissa(), commitments=[standing.commitment.pk, twin.pk], title="x")
    with pytest.raises(Invalid):
        actions.confirm(standing.cast.drissa(), commitments=[standing.commitment.pk, hidden.pk], title="x")
    actions.refuse(salif, commitments=[hidden.pk, standing.commitment.pk, twin.pk, third.pk])
    assert waiting(standing) == []
    assert set(Likeness.objects.visible_to(salif).values_list("state", flat=True)) == {"refused"}


def test_a_group_is_confirmed_answered_merged_and_taken_apart(standing: Standing) -> None:
    salif, later = standing.secretary(), event(standing.body, "Forum de Ségou")
    one, twin, third = (
        standing.commitment,
        standing.record(text=SAME, event=later.pk),
        standing.record(text=ALSO),
    )
    page = signed_in(standing.secretary.account)
    page.post(reverse("coordination:cluster_look"))
    assert waiting(standing) == [{one.reference, twin.reference, third.reference}]
    decided = {"commitments": [str(one.pk), str(twin.pk)], "title": "Accueil à Gao", "decision": "confirm"}
    made = page.post(reverse("coordination:cluster_decide"), decided)
    group = Cluster.objects.visible_to(salif).get()
    assert made["Location"] == reverse("coordination:cluster", args=[group.pk])
    assert {now(standing, row).state for row in (one, twin)} == {"clustered"}
    assert actions.confirm(salif, commitments=[third.pk], into=group.pk).pk == group.pk
    assert waiting(standing) == []
    with acting():
        measure = Measure(
            organisation=standing.cast.croix, code="M-1", title="Poster un agent", state="under_way"
        )
        measure.save()
    with pytest.raises(Invalid):
        actions.answer(standing.cast.fanta(), group, measure=measure.pk)
    actions.answer(standing.cast.kadi(), group, measure=measure.pk)
    actions.answer(salif, group, measure=measure.pk)
    rows = MeasureCommitment.objects.visible_to(salif).filter(measure=measure)
    assert {row.commitment_id for row in rows} == {one.pk, twin.pk, third.pk}
    assert now(standing, twin).proposed == "begin"
    other = actions.confirm(salif, commitments=[standing.nobodys.pk, standing.overdue.pk], title="Autre")
    with pytest.raises(Invalid):
        actions.confirm(salif, commitments=[standing.nobodys.pk], into=group.pk)
    actions.merge(salif, group, other=other.pk)
    with pytest.raises(NotFound):
        actions.rename(salif, other, title="x")
    actions.rename(salif, group, title="Accueil au Nord", theme="basic_services")
    actions.separate(salif, group, commitments=[standing.nobodys.pk, standing.overdue.pk])
    assert {now(standing, row).state for row in (standing.nobodys, standing.overdue)} == {"received"}
    assert actions.separate(salif, group, commitments=[one.pk, third.pk]) is None
    assert not Cluster.objects.visible_to(salif).exists()
    assert waiting(standing) == []
    story = Step.objects.visible_to(salif).filter(commitment=one).order_by("at", "entered_at")
    assert [step.verb for step in story] == ["cluster", "separate"]


def test_each_secretariat_says_for_its_own_commitments_that_they_belong_to_a_group(
    standing: Standing,
) -> None:
    salif, drissa = standing.secretary(), standing.cast.drissa()
    one, hidden, theirs = (
        standing.commitment,
        standing.secret,
        recording.record(drissa, kind="decision", text=ALSO, source="Communiqué de presse"),
    )
    group = actions.confirm(salif, commitments=[one.pk, hidden.pk, theirs.pk], title="Accueil")
    assert (now(standing, one).state, now(standing, theirs).state) == ("clustered", "received")
    assert now(standing, theirs).cluster_id is None
    told = Notification.objects.visible_to(everything).filter(kind="cluster.proposed")
    assert [row.account_id for row in told] == [standing.cast.drissa.account.pk]
    assert proposing.proposed(salif, 20) == ([], 0)  # its own decision is made
    (waits,) = proposing.proposed(drissa, 20)[0]
    assert {line.commitment.pk for line in waits.lines} == {one.pk, theirs.pk}
    assert [cluster.pk for cluster in waits.clusters] == [group.pk]
    with pytest.raises(Refused):
        actions.separate(drissa, group, commitments=[one.pk])
    actions.confirm(drissa, commitments=[one.pk, theirs.pk], into=group.pk)
    assert now(standing, theirs).state == "clustered"
    other = actions.confirm(salif, commitments=[standing.nobodys.pk, standing.overdue.pk], title="Autre")
    with pytest.raises(Invalid):
        actions.merge(salif, other, other=group.pk)
    with pytest.raises(Refused):
        actions.separate(drissa, group, commitments=[one.pk, theirs.pk])
    page = signed_in(standing.cast.drissa.account)
    shown = page.get(reverse("coordination:cluster", args=[group.pk])).text
    assert shown.count('name="commitments"') == 1
    page.post(reverse("coordination:cluster_separate", args=[group.pk]), {"commitments": str(theirs.pk)})
    assert (now(standing, one).state, now(standing, theirs).state) == ("clustered", "received")


def test_a_group_of_one_waits_for_the_other_secretariat(standing: Standing) -> None:
    theirs = recording.record(standing.cast.drissa(), kind="decision", text=ALSO, source="Communiqué")
    both = [standing.commitment.pk, theirs.pk]
    group = actions.confirm(standing.secretary(), commitments=both, title="Accueil")
    assert now(standing, standing.commitment).state == "received"
    actions.confirm(standing.cast.drissa(), commitments=both, into=group.pk)
    assert {now(standing, row).state for row in (standing.commitment, theirs)} == {"clustered"}


def test_the_pages_of_groups(standing: Standing) -> None:
    salif = standing.secretary()
    twin = standing.record(text=SAME, event=event(standing.body, "Forum").pk)
    group = actions.confirm(salif, commitments=[standing.commitment.pk, twin.pk], title="Accueil à Gao")
    page = signed_in(standing.secretary.account)
    shown = page.get(reverse("coordination:cluster", args=[group.pk])).content.decode()
    assert twin.reference in shown
    assert "Accueil à Gao" in page.get(reverse("coordination:clusters")).content.decode()
    assert page.get(reverse("coordination:cluster_proposals")).status_code == 200
    found = page.get(reverse("coordination:commitment", args=[twin.pk]))
    assert found.context["cluster"] == group
    wrong = page.post(reverse("coordination:cluster_rename", args=[group.pk]), {"title": ""})
    assert wrong.status_code == 422
    reader = signed_in(standing.cast.drissa.account)
    assert (
        reader.post(reverse("coordination:cluster_rename", args=[group.pk]), {"title": "x"}).status_code
        == 403
    )
