"""Every write of this room: a form's version published, answers received, a result computed again."""

from collections.abc import Collection
from typing import Any
from uuid import UUID

from django.db import IntegrityError, transaction
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from jatigi.agencies import notices
from jatigi.kernel import clock, erasure, hooks
from jatigi.kernel.access import Purpose, Role
from jatigi.kernel.actions import Act, action, creation
from jatigi.kernel.errors import Conflict, Invalid, NotFound
from jatigi.kernel.text import clean
from jatigi.questionnaires import catalogue, codes, conversion, rules, scoring, submission, wording
from jatigi.questionnaires.following import screened
from jatigi.questionnaires.models import Answer, Form, FormVersion, Outcome, Result
from jatigi.questionnaires.scoring import Score, Scorer
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


@creation("answer.submit", Outcome, allow=rules.may_fill, purpose=Purpose.CASE_MANAGEMENT)
def submit(act: Act, *, form: str, subject: UUID, xml: str) -> Outcome:
    """Receive the answers to a form about a person: checked, sealed under the person's key, scored.

    The same instance again has no further effect. With `deprecatedID` it corrects an earlier answer, which stays.
    Raises `Unacceptable` for answers that do not fit their form, `Conflict` where the instance came with
    other content or the earlier answer was corrected already, `NotFound`.
    """
    person = hooks.subject(act.access, subject)
    envelope = submission.open_envelope(xml)
    version = _version(form, envelope)
    values = submission.check(envelope, shape_of(version.xform))
    answer = Answer(
        organisation_id=act.organisation,
        key_id=person.key_id,
        form_version=version,
        subject_id=person.id,
        instance_id=envelope.instance_id,
        xml=xml,
        values=values,
        answered_at=act.at,
        answered_by_id=act.signed(),
        supersedes_id=_earlier(act, form, person, envelope),
    )
    return _received(answer) or _keep(act, answer, version, person)


@action("answer.recompute", Answer, allow=rules.may_recompute, purpose=Purpose.CASE_MANAGEMENT)
def recompute(act: Act, answer: Answer) -> Result:
    """The result of stored inputs by the function as it is now; a new one only where it differs.

    Raises `NotFound` where the form has no function or the answer no result.
    """
    version = FormVersion.objects.select_related("form").get(pk=answer.form_version_id)
    scorer = scoring.scorer_of(version.form.code)
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
    """An erasure: answers, results and outcomes go, and what the journal and notices say of them in detail."""
    ours = erasure.access_to("questionnaires.Answer", "questionnaires.Outcome", "questionnaires.Result")
    answers = Answer.objects.visible_to(ours).filter(subject_id=person)
    about = set(answers.values_list("pk", flat=True))
    for model in (Result, Outcome):
        rows = model.objects.visible_to(ours).filter(answer_id__in=list(about))
        about.update(rows.values_list("pk", flat=True))
        rows.delete()
    answers.update(supersedes=None)
    answers.delete()
    erasure.forget_details(about)
    notices.forget(about)


def _version(form: str, envelope: Envelope) -> FormVersion:
    if envelope.form != form:
        raise Unacceptable("form")
    version = catalogue.version(form, envelope.version)
    if version is None:
        raise Unacceptable("version")
    return version


def _earlier(act: Act, form: str, person: hooks.Subject, envelope: Envelope) -> UUID | None:
    """The answer that this one corrects, which its author must be able to read."""
    if not envelope.corrects:
        return None
    found = (
        Answer.objects.visible_to(act.access)
        .filter(instance_id=envelope.corrects, subject_id=person.id, form_version__form__code=form)
        .first()
    )
    if found is None:
        raise Unacceptable("superseded")
    return found.pk


def _received(answer: Answer) -> Outcome | None:
    """The outcome of this very answer where it came before. Raises `Conflict` where something else came."""
    known = (
        Answer.objects.visible_to(rules.RECEIVING)
        .filter(organisation_id=answer.organisation_id, instance_id=answer.instance_id)
        .first()
    )
    if known is None:
        return None
    parts = ("subject_id", "form_version_id", "supersedes_id", "values")
    if any(getattr(known, part) != getattr(answer, part) for part in parts):
        raise Conflict(
            _("These answers were already sent with other content. Please start again."), code="reused_id"
        )
    return Outcome.objects.visible_to(rules.RECEIVING).get(answer=known)


def _keep(act: Act, answer: Answer, version: FormVersion, person: hooks.Subject) -> Outcome:
    try:
        with transaction.atomic():
            answer.save()
    except IntegrityError:
        known = _received(answer)
        if known is None:
            raise Conflict(_("Somebody has corrected these answers in the meantime.")) from None
        return known
    scorer = scoring.scorer_of(version.form.code)
    score = Score("", (), (), {})
    result = None
    if scorer is not None:
        inputs = scoring.inputs_of(answer.values, person)
        score = scorer(inputs)
        result = _result(answer, scorer, inputs, score)
    outcome = _outcome(act, answer, version, score)
    act.details.update(answer=str(answer.pk), form=version.form.code, number=version.number)
    if result is not None:
        _tell(act, answer, result)
    if score.band == codes.Band.IMMEDIATE:
        _call_supervisors(act, outcome)
    return outcome


def _result(answer: Answer, scorer: Scorer, inputs: dict[str, Any], score: Score) -> Result:
    result = Result(
        organisation_id=answer.organisation_id,
        key_id=answer.key_id,
        answer=answer,
        function=scorer.name,
        function_version=scorer.version,
        band=score.band,
        flags=list(score.flags),
        inputs=inputs,
        reasons=score.reasons,
        computed_at=clock.now(),
    )
    result.save()
    return result


def _outcome(act: Act, answer: Answer, version: FormVersion, score: Score) -> Outcome:
    outcome = Outcome(
        organisation_id=answer.organisation_id,
        key_id=answer.key_id,
        answer=answer,
        form=version.form,
        subject_id=answer.subject_id,
        band=score.band,
        to_do=list(score.to_do),
        at=answer.answered_at,
        by_id=act.signed(),
    )
    outcome.save()
    return outcome


def _tell(act: Act, answer: Answer, result: Result) -> None:
    for follow in screened:
        follow(act, answer, result)


def _call_supervisors(act: Act, outcome: Outcome) -> None:
    """No code in the notice: it outlives the person's record."""
    text = _("A screening indicates immediate danger. Act today.")
    url = reverse("questionnaires:outcome", args=[outcome.pk])
    roles = frozenset({str(Role.SUPERVISOR)})
    act.tell(hooks.Notice("screening.immediate", text, url, act.organisation, roles, urgent=True))
