"""Asking for a file of answers, deciding on it, making it, taking it once; and answers brought in from elsewhere."""

from collections.abc import Mapping
from datetime import timedelta
from functools import partial
from typing import Any
from uuid import UUID

from django.db import transaction
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from jatigi.kernel import clock, hooks
from jatigi.kernel.access import Purpose
from jatigi.kernel.actions import Act, action, creation
from jatigi.kernel.errors import Conflict, Invalid, NotFound, Refused
from jatigi.kernel.models import shared_key
from jatigi.kernel.text import NOTE_LENGTH, clean
from jatigi.questionnaires import catalogue, scoring
from jatigi.questionnaires.codes import ExportState, ExportWhy
from jatigi.questionnaires.data import bringing, exporting, rules, tasks
from jatigi.questionnaires.data.languages import languages_of
from jatigi.questionnaires.data.rows import Options
from jatigi.questionnaires.models import (
    Answer,
    Export,
    ExportPart,
    Form,
    FormVersion,
    Outcome,
    Result,
)
from jatigi.questionnaires.shape import shape_of

LASTS = timedelta(hours=24)
"""How long a request waits for its second person, and a file for whoever asked."""
PIECE = 1 << 20
AT_ONCE = 500
SHORTEST_REASON = 10


@creation("export.request", Export, allow=rules.may_ask, purpose=Purpose.STATISTICS, step_up=True)
def request(act: Act, *, form: str, why: str, reason: str, kind: str, options: Mapping[str, Any]) -> Export:
    """Ask for a file of the answers to a form; one of a restricted form waits for a second person.

    `options`: those of `rows.Options`. Raises `Invalid`, `NotFound`, `Refused` for identities where the role forbids it.
    """
    found = _form(act, form)
    chosen = _checked(act, found, why, kind, options)
    export = Export(
        organisation_id=act.organisation,
        key_id=shared_key(act.organisation),
        form=found,
        by_id=act.signed(),
        why=why,
        reason=_reason(reason),
        options={**chosen, "kind": kind},
        state=ExportState.WAITING if found.restricted else ExportState.MAKING,
        asked_at=act.at,
        until=act.at + LASTS,
    )
    export.save()
    act.details.update(form=found.code, why=why, kind=kind, personal=chosen["personal"])
    if found.restricted:
        _tell_deciders(act, export)
    else:
        _make_soon(export)
    return export


@action("export.approve", Export, allow=rules.may_decide, purpose=Purpose.STATISTICS, step_up=True)
def approve(act: Act, export: Export) -> Export:
    """Let somebody else have the file. Raises `Conflict` where it was decided or is past its time."""
    _must_be(act, export, ExportState.WAITING)
    _decide(act, export, ExportState.MAKING, _("The export that you asked for was approved."))
    _make_soon(export)
    return export


@action("export.refuse", Export, allow=rules.may_decide, purpose=Purpose.STATISTICS, step_up=True)
def refuse(act: Act, export: Export) -> Export:
    """Do not let somebody else have the file. Raises `Conflict` where it was decided or is past its time."""
    _must_be(act, export, ExportState.WAITING)
    _decide(act, export, ExportState.REFUSED, _("The export that you asked for was refused."))
    return export


@action("export.store", Export, allow=rules.may_make, purpose=Purpose.STATISTICS, internal=True)
def store(act: Act, export: Export, *, content: bytes, answers: int) -> Export:
    """The file as it was made, in sealed pieces; from now on it can be taken."""
    _must_be(act, export, ExportState.MAKING)
    ExportPart.objects.bulk_create(
        ExportPart(
            organisation_id=export.organisation_id,
            key_id=export.key_id,
            export=export,
            number=number,
            content=content[start : start + PIECE],
        )
        for number, start in enumerate(range(0, len(content), PIECE))
    )
    export.state, export.answers = ExportState.READY, answers
    export.save()
    act.details.update(form=export.form.code, answers=answers)
    _tell_asker(act, export, _("The export that you asked for is ready. Download it within 24 hours."))
    return export


@action("export.take", Export, allow=rules.may_take, purpose=Purpose.STATISTICS, step_up=True)
def take(act: Act, export: Export) -> Export:
    """Hand the file over, once: its `content` is with the export that this returns, and nowhere else any more.

    The one event of the journal that says what left: purpose, form and how many answers. Raises `Conflict`.
    """
    _must_be(act, export, ExportState.READY)
    parts = ExportPart.objects.visible_to(act.access).filter(export=export).order_by("number")
    export.content = b"".join(part.content for part in parts)  # type: ignore[attr-defined]
    parts.delete()
    export.state, export.taken_at = ExportState.TAKEN, act.at
    export.save()
    act.details.update(
        form=export.form.code, why=export.why, answers=export.answers, personal=export.options["personal"]
    )
    return export


@action("export.end", Export, allow=rules.may_make, purpose=Purpose.STATISTICS, internal=True)
def end(_act: Act, export: Export) -> Export:
    """What nobody approved or took in time: its file goes."""
    ExportPart.objects.visible_to(rules.MAKING).filter(export=export).delete()
    export.state = ExportState.ENDED
    export.save()
    return export


@action("export.fail", Export, allow=rules.may_make, purpose=Purpose.STATISTICS, internal=True)
def fail(act: Act, export: Export) -> Export:
    """A file that could not be made, or whose work broke off: who asked is told, and can ask anew."""
    _must_be(act, export, ExportState.MAKING)
    export.state = ExportState.FAILED
    export.save()
    act.details.update(form=export.form.code)
    _tell_asker(act, export, _("The export that you asked for could not be made. You can ask for it again."))
    return export


@creation("answers.import", Answer, allow=rules.may_import, purpose=Purpose.ADMINISTRATION, step_up=True)
def import_answers(act: Act, *, form: str, number: str, name: str, content: bytes) -> int:
    """Answers exported from KoBo or ODK Central, to one version of a form: all of them or none; returns how many.

    Checked as submissions are; those that are here already count for nothing. They are scored, and nobody is told:
    they are not new. Raises `NotImported` with every finding, `NotFound`.
    """
    version = _version(act, form, number)
    verdict = bringing.judge(version, act.organisation, name, content)
    if verdict.wrong:
        raise NotImported(verdict)
    signed, shared = act.signed(), shared_key(act.organisation)
    answers, results, outcomes = [], [], []
    for coming in verdict.new:
        answer = _answer(act, version, coming, signed, shared)
        result, outcome = scored(answer, version, coming.subject)
        answers.append(answer)
        outcomes.append(outcome)
        results += [result] if result is not None else []
    Answer.objects.bulk_create(answers, batch_size=AT_ONCE)
    Result.objects.bulk_create(results, batch_size=AT_ONCE)
    Outcome.objects.bulk_create(outcomes, batch_size=AT_ONCE)
    act.details.update(
        form=version.form.code, number=version.number, answers=len(answers), there=verdict.there
    )
    return len(answers)


class NotImported(Invalid):
    """A file in which something is wrong; nothing of it was kept."""

    def __init__(self, verdict: bringing.Judgement) -> None:
        super().__init__(
            file=_("Nothing was brought in. Mend what is listed below, then bring the file again.")
        )
        self.verdict = verdict


def _version(act: Act, code: str, number: str) -> FormVersion:
    found = catalogue.version(code, number, act.organisation)
    if found is None:
        raise NotFound
    return found


def _answer(act: Act, version: FormVersion, coming: bringing.Coming, signed: UUID, shared: UUID) -> Answer:
    return Answer(
        organisation_id=act.organisation,
        key_id=coming.subject.key_id if coming.subject else shared,
        form_version=version,
        subject_id=coming.subject.id if coming.subject else None,
        instance_id=coming.instance,
        xml=coming.xml,
        values=coming.values,
        restricted=version.form.restricted,
        answered_at=coming.at or act.at,
        answered_by_id=signed,
    )


def scored(
    answer: Answer, version: FormVersion, subject: hooks.Subject | None
) -> tuple[Result | None, Outcome]:
    """What follows from an answer by the function of its form or of its purpose, still to be written."""
    held = {"organisation_id": answer.organisation_id, "key_id": answer.key_id, "answer": answer}
    scorer = scoring.scorer_for(version.form, shape_of(version.xform))
    result, band, to_do = None, "", []
    if scorer is not None:
        inputs = scoring.inputs_of(answer.values, subject)
        score = scorer(inputs)
        band, to_do = score.band, list(score.to_do)
        result = Result(
            **held, function=scorer.name, function_version=scorer.version, band=band, flags=list(score.flags),
            inputs=inputs, reasons=score.reasons, computed_at=clock.now(),
        )  # fmt: skip
    outcome = Outcome(
        **held, form=version.form, subject_id=answer.subject_id, restricted=answer.restricted, band=band, to_do=to_do,
        at=answer.answered_at, by_id=answer.answered_by_id,
    )  # fmt: skip
    return result, outcome


def _form(act: Act, code: str) -> Form:
    """A form of the organisation before a shipped one. Raises `NotFound`."""
    rows = Form.objects.filter(code=code)
    found = rows.filter(organisation_id=act.organisation).first() or rows.filter(organisation=None).first()
    if found is None:
        raise NotFound
    return found


def _checked(act: Act, form: Form, why: str, kind: str, options: Mapping[str, Any]) -> dict[str, Any]:
    wrong = {
        "why": why not in ExportWhy.values,
        "kind": kind not in (exporting.XLSX, exporting.CSV),
        "language": options.get("language", "fr") not in languages_of(form),
    }
    if any(wrong.values()):
        raise Invalid({name: _("Choose one of the answers.") for name, is_wrong in wrong.items() if is_wrong})
    chosen = Options(
        language=str(options.get("language", "fr")),
        **{name: bool(options.get(name)) for name in ("labels", "split", "hxl", "personal")},
    )
    if chosen.personal and not act.access.has(*rules.IDENTITY):
        raise Refused(code="identity")
    return {name: getattr(chosen, name) for name in Options.__slots__}


def _reason(text: str) -> str:
    said = clean(text, "reason", limit=NOTE_LENGTH, needed=True, lines=True)
    if len(said) < SHORTEST_REASON:
        raise Invalid(reason=_("Say in a sentence what the file is for."))
    return said


def _must_be(act: Act, export: Export, state: str) -> None:
    if export.state != state or export.until < clock.now():
        raise Conflict
    act.touched("state")


def _decide(act: Act, export: Export, state: str, words: Any) -> None:
    export.state, export.decided_by_id, export.decided_at = state, act.signed(), act.at
    export.until = act.at + LASTS
    export.save()
    act.details.update(form=export.form.code, by=str(export.by_id))
    _tell_asker(act, export, words)


def _make_soon(export: Export) -> None:
    transaction.on_commit(partial(tasks.make.enqueue, str(export.pk)))


def _tell_deciders(act: Act, export: Export) -> None:
    roles = frozenset(str(role) for role in rules.DECIDERS)
    words = _("An export of answers waits for a second person.")
    act.tell(hooks.Notice("export.waiting", words, _url(export), act.organisation, roles))


def _tell_asker(act: Act, export: Export, words: Any) -> None:
    act.tell(hooks.Notice("export.state", words, _url(export), export.organisation_id, account=export.by_id))


def _url(export: Export) -> str:
    return reverse("questionnaires:export", args=[export.pk])
