"""Every write of this room: a form's version published, answers received, a result computed again."""

from collections.abc import Collection, Sequence
from typing import Any
from uuid import UUID
from xml.etree.ElementTree import tostring

from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from jatigi.agencies import notices
from jatigi.kernel import clock, erasure, hooks
from jatigi.kernel.access import Purpose
from jatigi.kernel.actions import Act, action, creation
from jatigi.kernel.errors import Conflict, Invalid, NotFound
from jatigi.kernel.text import clean
from jatigi.questionnaires import (
    catalogue,
    codes,
    conversion,
    lists,
    rules,
    scoring,
    submission,
    wording,
)
from jatigi.questionnaires.entities.actions import about_whom
from jatigi.questionnaires.filling import attachments, begun
from jatigi.questionnaires.filling.attachments import Attached
from jatigi.questionnaires.following import screened
from jatigi.questionnaires.models import Answer, AnswerFile, Draft, Form, FormVersion, Outcome, Result
from jatigi.questionnaires.scoring import Score, Scorer, telling
from jatigi.questionnaires.shape import shape_of
from jatigi.questionnaires.submission import Envelope, Unacceptable


@creation("form.publish", FormVersion, allow=rules.may_publish, purpose=Purpose.ADMINISTRATION)
def publish(
    act: Act,
    *,
    source: str,
    purpose: str,
    title_fr: str,
    title_en: str,
    about: str = codes.About.PERSON,
    roles: Collection[str] = (),
    restricted: bool = False,
) -> FormVersion:
    """Make a version of a shipped form from its source; the same source again is the same version.

    Raises `Invalid` where the source cannot be used, `Conflict` where its version has other content.
    """
    shipped = FormVersion.objects.filter(form__organisation=None)
    known = shipped.filter(source_sha256=conversion.digest(source)).first()
    if known is not None:
        return known
    made = conversion.convert(source)
    if purpose not in codes.Purpose.values:
        raise Invalid(purpose=_("Choose one of the answers."))
    if catalogue.version(made.shape.code, made.shape.version):
        raise Conflict(
            _("This version of the form exists already with other content. Give it a new version.")
        )
    titles = {"title_fr": clean(title_fr, "title_fr"), "title_en": clean(title_en, "title_en")}
    form = Form.objects.filter(code=made.shape.code, organisation=None).first() or Form(code=made.shape.code)
    said = {"purpose": purpose, "about": str(about), "roles": sorted(roles), "restricted": restricted}
    for name, value in {**titles, **said}.items():
        setattr(form, name, value)
    form.save()
    version = FormVersion(
        form=form,
        number=made.shape.version,
        xform=made.xform,
        source=source.encode(),
        source_name=f"{made.shape.code}.md",
        source_sha256=made.source_sha256,
        languages=list(wording.languages(made.xform)),
        published_at=act.at,
    )
    version.save()
    act.details.update(form=form.code, number=version.number)
    return version


@creation("answer.submit", Outcome, allow=rules.may_send, purpose=Purpose.CASE_MANAGEMENT)
def submit(
    act: Act,
    *,
    form: str,
    xml: str,
    subject: UUID | None = None,
    about: tuple[str, UUID] | None = None,
    files: Sequence[Attached] = (),
    ends_draft: bool = False,
) -> Outcome:
    """Receive the answers to a form: checked, sealed under the person's key or the organisation's own, scored.

    `subject`: a person; `about`: ("case" or "referral", id), whose person is found; neither for a form about nobody.
    `files`: by `attachments.accepted`. `ends_draft`: the author's draft of it goes. The same instance again has no
    further effect. With `deprecatedID` it corrects an earlier answer, which stays. Raises `Unacceptable` for answers
    that do not fit their form, `Conflict` where the instance came with other content or the earlier answer was
    corrected already, `NotFound`, `Refused` where other roles fill the form in.
    """
    envelope = submission.open_envelope(xml)
    earlier = _earlier(act, form, envelope)
    version = begun.version(act.access, form, envelope, earlier)
    whom = begun.whom(act.access, version, subject, about, earlier)
    shape = shape_of(version.xform)
    if attachments.renamed(envelope.root, shape.root, files):
        xml = tostring(envelope.root, encoding="unicode")
    kinds = {file.name: file.kind for file in files}
    values = submission.check(envelope, shape, lists.beside(version, shape), sent=kinds)
    attachments.must_fit(values, shape.root, kinds)
    place, whom = whom, about_whom(act, version, envelope, values, whom, earlier is not None)
    answer = Answer(
        organisation_id=act.organisation,
        key_id=whom.key(act.organisation),
        form_version=version,
        subject_id=whom.person,
        about_type=whom.type,
        about_id=whom.id,
        instance_id=envelope.instance_id,
        xml=xml,
        values=values,
        restricted=version.form.restricted,
        answered_at=act.at,
        answered_by_id=act.signed(),
        supersedes_id=earlier.pk if earlier else None,
    )
    outcome = _received(answer) if shape.entities else None  # otherwise the table refuses it: see `_keep`
    if outcome is None:
        named = attachments.named(envelope.root, shape.root)
        outcome = _keep(act, answer, version, whom.subject, [file for file in files if file.name in named])
    if ends_draft:
        begun.drafts(act.access, version, place, answer.supersedes_id).delete()
    return outcome


@action("answer.recompute", Answer, allow=rules.may_recompute, purpose=Purpose.CASE_MANAGEMENT)
def recompute(act: Act, answer: Answer) -> Result:
    """The result of stored inputs by the function as it is now; a new one only where it differs.

    Raises `NotFound` where the form has no function or the answer no result.
    """
    version = FormVersion.objects.select_related("form").get(pk=answer.form_version_id)
    scorer = scoring.scorer_for(version.form, shape_of(version.xform))
    rows = Result.objects.visible_to(act.access).filter(answer=answer)
    latest = rows.order_by("-computed_at", "-entered_at").first()
    if scorer is None or latest is None or not latest.inputs:
        raise NotFound
    score = scorer(latest.inputs)
    same = (latest.band, latest.flags, latest.reasons) == (score.band, list(score.flags), score.reasons)
    if same and latest.function_version == scorer.version:
        return latest
    result = _result(answer, scorer, latest.inputs, score)
    outcome = Outcome.objects.visible_to(act.access).get(answer=answer)
    outcome.band, outcome.to_do = score.band, list(score.to_do)
    outcome.save()
    act.details.update(result=str(result.pk), version=scorer.version)
    if not same:
        _tell(act, answer, result)
    return result


def forget(act: Act, person: UUID) -> None:
    """An erasure: answers, results, outcomes and drafts go, and what the journal and notices say of them in detail."""
    tables = ("Answer", "Outcome", "Result", "Draft")
    ours = erasure.access_to(*[f"questionnaires.{table}" for table in tables])
    answers = Answer.objects.visible_to(ours).filter(subject_id=person)
    about = set(answers.values_list("pk", flat=True))
    for model in (Result, Outcome):
        rows = model.objects.visible_to(ours).filter(answer_id__in=list(about))
        about.update(rows.values_list("pk", flat=True))
        rows.delete()
    drafts = Draft.objects.visible_to(ours).filter(subject_id=person)
    about.update(drafts.values_list("pk", flat=True))
    drafts.delete()
    answers.update(supersedes=None)
    answers.delete()
    erasure.forget_details(about)
    notices.forget(about)


def _earlier(act: Act, form: str, envelope: Envelope) -> Answer | None:
    """The answer that this one corrects, which its author must be able to read."""
    if not envelope.corrects:
        return None
    rows = Answer.objects.visible_to(act.access).select_related("form_version__form")
    found = rows.filter(instance_id=envelope.corrects, form_version__form__code=form).first()
    if found is None:
        raise Unacceptable("superseded")
    return found


def _received(answer: Answer) -> Outcome | None:
    """The outcome of this very answer where it came before. Raises `Conflict` where something else came."""
    known = (
        Answer.objects.visible_to(rules.RECEIVING)
        .filter(organisation_id=answer.organisation_id, instance_id=answer.instance_id)
        .first()
    )
    if known is None:
        return None
    parts = ("subject_id", "about_id", "form_version_id", "supersedes_id", "values")
    if any(getattr(known, part) != getattr(answer, part) for part in parts):
        raise Conflict(
            _("These answers were already sent with other content. Please start again."), code="reused_id"
        )
    return Outcome.objects.visible_to(rules.RECEIVING).get(answer=known)


def _keep(
    act: Act,
    answer: Answer,
    version: FormVersion,
    person: hooks.Subject | None,
    files: Sequence[Attached],
) -> Outcome:
    if not answer.save_once():
        known = _received(answer)
        if known is not None and shape_of(version.xform).entities is not None:
            raise Conflict
        if known is None:
            raise Conflict(_("Somebody has corrected these answers in the meantime."))
        return known
    _keep_files(answer, files)
    scorer = scoring.scorer_for(version.form, shape_of(version.xform))
    score = Score("", (), (), {})
    result = None
    if scorer is not None:
        inputs = scoring.inputs_of(answer.values, person)
        score = scorer(inputs)
        result = _result(answer, scorer, inputs, score)
    outcome = _outcome(act, answer, version, score)
    act.details.update(answer=str(answer.pk), form=version.form.code, number=version.number)
    if result is not None and person is not None:
        _tell(act, answer, result)
    _call(act, outcome, scorer.form if scorer else "", score)
    return outcome


def _keep_files(answer: Answer, files: Sequence[Attached]) -> None:
    for file in {file.name: file for file in files}.values():
        row = AnswerFile(
            answer=answer,
            name=file.name,
            kind=file.kind,
            size=len(file.content),
            content=file.content,
        )
        row.sealed_with(answer).save()


def _result(answer: Answer, scorer: Scorer, inputs: dict[str, Any], score: Score) -> Result:
    result = Result(
        answer=answer,
        function=scorer.name,
        function_version=scorer.version,
        band=score.band,
        flags=list(score.flags),
        inputs=inputs,
        reasons=score.reasons,
        computed_at=clock.now(),
    )
    result.sealed_with(answer).save()
    return result


def _outcome(act: Act, answer: Answer, version: FormVersion, score: Score) -> Outcome:
    outcome = Outcome(
        answer=answer,
        form=version.form,
        subject_id=answer.subject_id,
        restricted=answer.restricted,
        band=score.band,
        to_do=list(score.to_do),
        at=answer.answered_at,
        by_id=act.signed(),
    )
    outcome.sealed_with(answer).save()
    return outcome


def _tell(act: Act, answer: Answer, result: Result) -> None:
    for follow in screened:
        follow(act, answer, result)


def _call(act: Act, outcome: Outcome, form: str, score: Score) -> None:
    """Those whom it concerns at once. No code in the notice: it outlives the person's record."""
    for call in telling.instrument_of(form).calls(score.band, score.flags):
        url = reverse("questionnaires:outcome", args=[outcome.pk])
        notice = hooks.Notice(call.kind, call.text, url, act.organisation, call.roles, urgent=call.urgent)
        act.tell(notice)
