"""Published forms and their versions, those of one's organisation before those that come with Jatigi."""

from uuid import UUID

from django.db.models import Q, QuerySet
from django.utils.translation import get_language

from jatigi.kernel.access import Access
from jatigi.kernel.errors import NotFound
from jatigi.questionnaires.models import Form, FormVersion


def current(code: str, organisation: UUID | None = None) -> FormVersion:
    """The version that is filled in now: the one published last. Raises `NotFound`."""
    found = _published(code, organisation).order_by("-published_at", "-number").first()
    if found is None or found.form.retired_at:
        raise NotFound
    return found


def version(code: str, number: str, organisation: UUID | None = None) -> FormVersion | None:
    """A published version, also of a form that is retired."""
    return _published(code, organisation).filter(number=number).first()


def answered(code: str, number: str, organisation: UUID | None) -> FormVersion | None:
    """The version to which an answer was given: the organisation's own, else the shipped one; without its source."""
    theirs = Q(form__organisation=organisation) | Q(form__organisation=None)
    rows = FormVersion.objects.filter(theirs, form__code=code, number=number, published_at__isnull=False)
    found = rows.select_related("form").defer("source")
    return max(found, key=lambda version: version.form.organisation_id is not None, default=None)


def forms(access: Access) -> list[Form]:
    """Every form that the organisation may fill in now, by title."""
    published = FormVersion.objects.filter(published_at__isnull=False).values("form")
    mine = Form.objects.filter(Q(organisation=access.organisation) | Q(organisation=None))
    return sorted(mine.filter(retired_at=None, pk__in=published), key=title)


def title(form: Form) -> str:
    """In the reader's language."""
    return form.title_en if get_language() == "en" else form.title_fr


def _published(code: str, organisation: UUID | None) -> QuerySet[FormVersion]:
    """A form of the organisation hides the shipped one of the same code."""
    rows = FormVersion.objects.filter(form__code=code, published_at__isnull=False).select_related("form")
    if organisation is not None and rows.filter(form__organisation=organisation).exists():
        return rows.filter(form__organisation=organisation)
    return rows.filter(form__organisation=None)
