"""What the pages of the catalogue show: forms with their versions, how many answers, what changed, what is not checked."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any
from uuid import UUID

from django.db.models import Count, Q
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from jatigi.kernel.access import Access, Role
from jatigi.kernel.errors import NotFound
from jatigi.questionnaires import catalogue
from jatigi.questionnaires.catalogue import rules
from jatigi.questionnaires.catalogue.changes import Change, between
from jatigi.questionnaires.models import Answer, Form, FormFile, FormVersion
from jatigi.questionnaires.shape import shape_of
from jatigi.questionnaires.wording import Words, in_language, words_of


@dataclass(frozen=True, slots=True)
class Version:
    """A version and what there is to say of it. `changes`: against the one before; None for the first."""

    row: FormVersion
    answers: int
    changes: list[Change] | None = None
    files: list[str] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class Listed:
    """A form with its versions, the newest first. `trial`: the one on trial; `current`: the one that is filled in."""

    form: Form
    title: str
    own: bool
    answers: int
    versions: list[Version]
    trial: Version | None
    current: Version | None


def forms(access: Access) -> list[Listed]:
    """Own forms before those that come with Jatigi, by title."""
    rows = Form.objects.filter(Q(organisation_id=access.organisation) | Q(organisation=None))
    counts = _counts(access)
    listed = [_listed(access, form, counts, compared=False) for form in rows]
    return sorted(listed, key=lambda one: (not one.own, one.form.retired_at is not None, one.title))


def form(access: Access, pk: UUID) -> Listed:
    """One of them, with what every version changed. Raises `NotFound`, also for forms of other organisations."""
    return _listed(access, row(access, pk), _counts(access), compared=True)


def row(access: Access, pk: UUID) -> Form:
    found = Form.objects.filter(Q(organisation_id=access.organisation) | Q(organisation=None), pk=pk).first()
    if found is None:
        raise NotFound
    return found


def version(access: Access, pk: UUID) -> FormVersion:
    """A version of a form that `row` finds. Raises `NotFound`."""
    found = FormVersion.objects.filter(pk=pk).select_related("form").first()
    if found is None or found.form.organisation_id not in (None, access.organisation):
        raise NotFound
    return found


def who(form: Form) -> str:
    """The roles that fill it in, in words."""
    if not form.roles:
        return _("reception agents, case workers and supervisors")
    return ", ".join(str(Role(role).label) for role in form.roles if role in Role.values)


def unchecked(version: FormVersion) -> list[tuple[str, str]]:
    """Conditions that only the page evaluates: (question, which)."""
    words, language = words_of(version.xform), get_language() or "fr"
    found: list[tuple[str, str]] = []
    for told in shape_of(version.xform).unchecked:
        path, _colon, condition = told.rpartition(": ")
        label = in_language(words.get(path, Words()).label, language) or path.rpartition("/")[2]
        found.append((label, str(_CONDITIONS[condition]())))
    return found


_CONDITIONS: Mapping[str, Any] = {
    "relevant": lambda: _("when it is asked"),
    "required": lambda: _("whether it must be answered"),
    "constraint": lambda: _("which answers are possible"),
    "calculate": lambda: _("how it is calculated"),
    "choices": lambda: _("which choices are offered"),
}


def _counts(access: Access) -> dict[UUID, int]:
    """Version → how many answers the own organisation holds; nothing else is read of them."""
    if access.organisation is None:
        return {}
    rows = Answer.objects.visible_to(rules.COUNTING).filter(organisation_id=access.organisation)
    counted = rows.order_by().values("form_version_id").annotate(n=Count("pk"))
    return {found["form_version_id"]: found["n"] for found in counted}


def _listed(access: Access, form: Form, counts: Mapping[UUID, int], *, compared: bool) -> Listed:
    rows = sorted(
        FormVersion.objects.filter(form=form),
        key=lambda v: (v.published_at is None, v.published_at or v.entered_at, v.number),
        reverse=True,
    )
    before: list[FormVersion | None] = [*rows[1:], None]
    versions = [
        Version(
            row,
            counts.get(row.pk, 0),
            _changes(earlier, row) if compared else None,
            list(FormFile.objects.filter(form_version=row).order_by("name").values_list("name", flat=True))
            if compared
            else [],
        )
        for row, earlier in zip(rows, before, strict=True)
    ]
    return Listed(
        form=form,
        title=catalogue.title(form),
        own=form.organisation_id == access.organisation and form.organisation_id is not None,
        answers=sum(version.answers for version in versions),
        versions=versions,
        trial=next((version for version in versions if version.row.published_at is None), None),
        current=next((version for version in versions if version.row.published_at), None),
    )


def _changes(earlier: FormVersion | None, later: FormVersion) -> list[Change] | None:
    if earlier is None:
        return None
    return between(earlier.xform, later.xform, get_language() or "fr")
