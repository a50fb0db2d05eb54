"""What is being answered: which version, about whom, and which draft belongs to it. Shared by drafts and answers."""

from uuid import UUID

from jatigi.kernel.access import Access
from jatigi.kernel.erasure import Rows
from jatigi.questionnaires import catalogue
from jatigi.questionnaires.filling import about
from jatigi.questionnaires.filling.about import Whom
from jatigi.questionnaires.models import Answer, Draft, FormVersion
from jatigi.questionnaires.shape import shape_of
from jatigi.questionnaires.submission import Envelope, Unacceptable


def version(access: Access, form: str, envelope: Envelope, earlier: Answer | None) -> FormVersion:
    """The version to which answers were given: the organisation's own, else the shipped one; of a correction the same.

    Raises `Unacceptable`, and `Refused` where other roles fill the form in.
    """
    if envelope.form != form:
        raise Unacceptable("form")
    if earlier is not None and earlier.form_version.number == envelope.version:
        found: FormVersion | None = earlier.form_version
    else:
        found = catalogue.answered(form, envelope.version, access.organisation)
    if found is None:
        raise Unacceptable("version")
    about.must_fill_in(access, found.form)
    return found


def whom(
    access: Access,
    of: FormVersion,
    subject: UUID | None,
    matter: tuple[str, UUID] | None,
    earlier: Answer | None,
) -> Whom:
    """About whom. Raises `NotFound`, and `Unacceptable` where the form, or what is corrected, is about something else."""
    if earlier is not None and shape_of(of.xform).entities is not None:
        return about.of(access, earlier)
    kind, pk = matter or (("person", subject) if subject else ("nothing", None))
    found = about.whom(access, kind, pk)
    if found.kind != of.form.about:
        raise Unacceptable("about")
    if earlier is not None and (earlier.subject_id, earlier.about_id) != (found.person, found.id):
        raise Unacceptable("superseded")
    return found


def drafts(access: Access, of: FormVersion, found: Whom, corrects: UUID | None) -> Rows[Draft]:
    """The draft of `access` for this form and this thing: none or one."""
    return Draft.objects.visible_to(access).filter(
        form_version__form=of.form_id, subject_id=found.person, about_id=found.id, corrects_id=corrects
    )
