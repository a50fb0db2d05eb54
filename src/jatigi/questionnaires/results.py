"""Reading what was found: the latest outcome of a person, and the reasons for those who may read them."""

from uuid import UUID

from jatigi.kernel.access import Access
from jatigi.questionnaires.models import FormVersion, Outcome, Result
from jatigi.questionnaires.scoring import told_as
from jatigi.questionnaires.scoring.telling import Band, Explanation, Wording, band_of, instrument_of
from jatigi.questionnaires.wording import words_of

SCREENING = "screening"


def latest(access: Access, subject: UUID | None, form: str = SCREENING) -> Outcome | None:
    """The latest outcome of a form about a person that `access` may see."""
    rows = Outcome.objects.visible_to(access).filter(subject_id=subject, form__code=form)
    return rows.order_by("-at", "-entered_at").first()


def newer(access: Access, outcome: Outcome) -> Outcome | None:
    """The latest outcome of the same form about the same person, where it is another one."""
    if outcome.subject_id is None:
        return None
    found = latest(access, outcome.subject_id, outcome.form.code)
    return found if found and found.pk != outcome.pk else None


def result_of(access: Access, outcome: Outcome) -> Result | None:
    """The latest result behind an outcome; None for whoever may not read it. Journalling is the caller's."""
    rows = Result.objects.visible_to(access).filter(answer_id=outcome.answer_id)
    return rows.order_by("-computed_at", "-entered_at").first()


def band(outcome: Outcome) -> Band | None:
    """How an outcome's band is shown, by its instrument; None where its form has no function."""
    return band_of(outcome.form, outcome.band)


def explanation(result: Result, version: FormVersion) -> Explanation:
    """Why, in the reader's language: from which answers to `version` the result follows. An erased one says nothing."""
    reasons = result.reasons or {}
    return instrument_of(told_as(result.function, version.form.code)).explain(
        reasons, Wording(words_of(version.xform))
    )
