"""What of this room follows a person when records are joined, and who may not join them.

Answers to a restricted form are withheld from whoever may not read them: supervisors decide. What is confided to the
complaints focal point is read by nobody who joins records, neither before nor after: it follows in silence and stands
in no way, for a refusal would tell that it exists.
"""

from collections.abc import Iterator
from uuid import UUID

from django.utils.translation import gettext as _

from jatigi.kernel import hooks
from jatigi.kernel.access import Access, Role
from jatigi.kernel.erasure import access_to
from jatigi.kernel.moving import Follows, follows
from jatigi.questionnaires import catalogue, codes
from jatigi.questionnaires.models import Answer, BoundEntity, Draft, FormVersion, Outcome

SUPERVISORS = frozenset({Role.SUPERVISOR})


def _answer(answer: Answer) -> str:
    version = FormVersion.objects.select_related("form").get(pk=answer.form_version_id)
    return _("Answers to “%(form)s”") % {"form": catalogue.title(version.form)}


def _draft(_draft: Draft) -> str:
    return _("A form that was begun")


def _under_an_answer(outcome: Outcome) -> tuple[UUID]:
    return (outcome.answer_id,)


def _of_an_answer(answer: Answer) -> tuple[UUID | None, ...]:
    return answer.supersedes_id, answer.about_id


def _of_a_draft(draft: Draft) -> tuple[UUID | None, ...]:
    return draft.corrects_id, draft.about_id


def _of_an_entity(entity: BoundEntity) -> tuple[UUID]:
    return (entity.record_id,)


ROOM = "questionnaires"
follows(
    Follows(
        f"{ROOM}.Answer", "subject_id", _answer, _of_an_answer,
        hanging={f"{ROOM}.AnswerFile": "answer", f"{ROOM}.Result": "answer", f"{ROOM}.Outcome": "answer"},
    )
)  # fmt: skip
follows(Follows(f"{ROOM}.Outcome", "subject_id", None, _under_an_answer))
follows(Follows(f"{ROOM}.Draft", "subject_id", _draft, _of_a_draft, hanging={f"{ROOM}.DraftFile": "draft"}))
follows(Follows(f"{ROOM}.BoundEntity", "person_id", None, _of_an_entity))


@hooks.withheld
def closed_answers(access: Access, person: UUID) -> Iterator[hooks.Responsible]:
    """Answers to a restricted form that `access` may not read."""
    rows = Answer.objects.visible_to(access_to("questionnaires.Answer")).filter(
        subject_id=person, restricted=True
    )
    rows = rows.exclude(form_version__form__purpose=codes.Purpose.FEEDBACK)
    there = set(rows.values_list("pk", flat=True))
    seen = Answer.objects.visible_to(access).filter(pk__in=there).values_list("pk", flat=True)
    if there - set(seen):
        yield hooks.Responsible(roles=SUPERVISORS)
