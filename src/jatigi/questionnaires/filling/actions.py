"""Drafts: kept sealed while somebody fills a form in, and gone when it is sent, thrown away, or old."""

from collections.abc import Sequence
from uuid import UUID
from xml.etree.ElementTree import tostring

from jatigi.kernel import clock
from jatigi.kernel.access import Purpose
from jatigi.kernel.actions import Act, action, creation
from jatigi.questionnaires import rules, submission
from jatigi.questionnaires.filling import attachments, begun
from jatigi.questionnaires.filling.attachments import Attached
from jatigi.questionnaires.models import Answer, Draft, DraftFile
from jatigi.questionnaires.shape import shape_of
from jatigi.questionnaires.submission import Unacceptable

MOST_FILES = 20


@creation("draft.save", Draft, allow=rules.may_send, purpose=Purpose.CASE_MANAGEMENT)
def keep(
    act: Act,
    *,
    form: str,
    xml: str,
    subject: UUID | None = None,
    about: tuple[str, UUID] | None = None,
    corrects: UUID | None = None,
    files: Sequence[Attached] = (),
) -> Draft:
    """Keep what was filled in so far, in the place of what was kept before. See `questionnaires.actions.submit`.

    `corrects`: the answer that is being corrected. `files`: those that came since; the others are kept while the
    answers still speak of them. Nothing is checked but that it can be read and fits form and version.
    """
    envelope = submission.open_envelope(xml)
    earlier = _corrected(act, corrects)
    version = begun.version(act.access, form, envelope, earlier)
    whom = begun.whom(act.access, version, subject, about, earlier)
    shape = shape_of(version.xform)
    known = begun.drafts(act.access, version, whom, corrects).first()
    if attachments.renamed(envelope.root, shape.root, files, _held(act, known)):
        xml = tostring(envelope.root, encoding="unicode")
    attachments.must_be_asked(envelope.root, shape.root, files)
    draft = known or Draft(
        organisation_id=act.organisation,
        account_id=act.signed(),
        key_id=whom.key(act.organisation),
        subject_id=whom.person,
        about_type=whom.type,
        about_id=whom.id,
        corrects_id=corrects,
    )
    draft.form_version, draft.xml, draft.saved_at = version, xml, act.at
    draft.save()
    _keep_files(act, draft, files, attachments.named(envelope.root, shape.root))
    act.details.update(form=version.form.code, number=version.number)
    return draft


@action("draft.discard", Draft, allow=rules.may_discard, purpose=Purpose.CASE_MANAGEMENT)
def discard(act: Act, draft: Draft) -> Draft:
    """Throw it away."""
    Draft.objects.visible_to(act.access).filter(pk=draft.pk).delete()
    return draft


@creation("draft.end", Draft, allow=rules.may_end, internal=True)
def end(act: Act) -> None:
    """Drafts that nobody went on with for `Draft.KEEP` are thrown away."""
    old = Draft.objects.visible_to(act.access).filter(saved_at__lt=clock.now() - Draft.KEEP)
    act.details.update(drafts=old.count())
    old.delete()


def _corrected(act: Act, pk: UUID | None) -> Answer | None:
    if pk is None:
        return None
    rows = Answer.objects.visible_to(act.access).select_related("form_version__form")
    found = rows.filter(pk=pk).first()
    if found is None:
        raise Unacceptable("superseded")
    return found


def _held(act: Act, draft: Draft | None) -> list[str]:
    rows = DraftFile.objects.visible_to(act.access).filter(draft=draft)
    return list(rows.values_list("name", flat=True)) if draft else []


def _keep_files(act: Act, draft: Draft, files: Sequence[Attached], named: set[str]) -> None:
    kept = DraftFile.objects.visible_to(act.access).filter(draft=draft)
    new = {file.name: file for file in files if file.name in named}
    kept.exclude(name__in=named - set(new)).delete()
    if kept.count() + len(new) > MOST_FILES:
        raise Unacceptable("file_size")
    for file in new.values():
        DraftFile(
            organisation_id=draft.organisation_id,
            key_id=draft.key_id,
            draft=draft,
            name=file.name,
            kind=file.kind,
            content=file.content,
        ).save()
