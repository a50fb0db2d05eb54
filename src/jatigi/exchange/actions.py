"""Every write of this room: parts of a submission are kept, and handed in when they are whole."""

from collections.abc import Sequence

from django.conf import settings

from jatigi.exchange import rules
from jatigi.exchange.models import Part
from jatigi.kernel import erasure
from jatigi.kernel.access import Access, Purpose
from jatigi.kernel.actions import Act, creation
from jatigi.kernel.erasure import Rows
from jatigi.kernel.models import shared_key
from jatigi.questionnaires import actions as questionnaires
from jatigi.questionnaires.filling.attachments import Attached
from jatigi.questionnaires.models import Outcome
from jatigi.questionnaires.submission import Unacceptable

CM = Purpose.CASE_MANAGEMENT
Files = Sequence[Attached]
"""As `attachments.accepted` gives them: cleaned."""


@creation("submission.keep", Part, allow=rules.may_fill, purpose=CM)
def keep(act: Act, *, instance: str, files: Files) -> None:
    """Keep files until the rest of the submission comes. Raises `Unacceptable` where they become too large."""
    mine = waiting(act.access, instance)
    mine.filter(name__in=[file.sent_as for file in files]).delete()
    total = sum(mine.values_list("size", flat=True)) + sum(len(file.content) for file in files)
    if total > settings.FORM_ANSWER_LIMIT:
        raise Unacceptable("file_size")
    for file in files:
        Part(
            organisation_id=act.organisation,
            key_id=shared_key(act.organisation),
            account_id=act.signed(),
            instance_id=instance,
            name=file.sent_as,
            neutral=file.name,
            kind=file.kind,
            size=len(file.content),
            content=file.content,
        ).save()
    act.details["files"] = len(files)


@creation("submission.hand_in", Outcome, allow=rules.may_fill, purpose=CM)
def hand_in(act: Act, *, form: str, instance: str, xml: str, files: Files) -> Outcome:
    """Hand the answers in with their files and with those that came before; nothing of them waits any longer.

    Raises what `answer.submit` raises; what waits then goes on waiting.
    """
    parts = waiting(act.access, instance)
    together = {p.name: Attached(p.name, p.neutral, p.kind, bytes(p.content)) for p in parts}
    together |= {file.sent_as: file for file in files}
    outcome = questionnaires.submit.within(act, form=form, xml=xml, files=list(together.values()))
    parts.delete()
    return outcome


def waiting(access: Access, instance: str) -> Rows[Part]:
    """The files of a submission that came before the rest of it."""
    return Part.objects.visible_to(access).filter(instance_id=instance)


def forget(_act: Act, _person: object) -> None:
    """An erasure: nobody knows whom waiting parts are about, so all of them go; a device sends them all again."""
    Part.objects.visible_to(erasure.access_to("exchange.Part")).delete()
