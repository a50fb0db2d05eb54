"""On what a form is filled in: a person, a case, a referral, or nothing in particular."""

from collections.abc import Mapping
from dataclasses import dataclass
from urllib.parse import urlencode
from uuid import UUID

from django.db.models import Q
from django.urls import reverse
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from jatigi.kernel import hooks
from jatigi.kernel.access import Access
from jatigi.kernel.errors import NotFound, Refused
from jatigi.kernel.models import shared_key
from jatigi.questionnaires import catalogue, rules
from jatigi.questionnaires.codes import About
from jatigi.questionnaires.models import Answer, Draft, Form, FormVersion, Outcome

TYPES = {"cases.Case": About.CASE, "referrals.Referral": About.REFERRAL}
"""`about_type` of an answer and a draft, as `kernel.hooks.Matter` names it."""
BACK: dict[str, str | Promise] = {
    About.PERSON: _("Back to the person"),
    About.CASE: _("Back to the case"),
    About.REFERRAL: _("Back to the referral"),
    About.NOTHING: _("My drafts"),
}


@dataclass(frozen=True, slots=True)
class Whom:
    """Of what one form is about: `kind` a code of `codes.About`, `code` and `url` to print and to go back.

    `subject`: whose key seals the answers; None where they are about nobody. `type`, `id`: of a case or a referral.
    """

    kind: str
    subject: hooks.Subject | None = None
    type: str = ""
    id: UUID | None = None
    code: str = ""
    url: str = ""

    @property
    def back(self) -> str | Promise:
        return BACK[self.kind]

    @property
    def person(self) -> UUID | None:
        return self.subject.id if self.subject else None

    def key(self, organisation: UUID) -> UUID:
        """The key under which answers are sealed: the person's, or the organisation's own."""
        return self.subject.key_id if self.subject else shared_key(organisation)

    def at(self, page: str, form: str, **more: str) -> str:
        """The address of a page of this room for a form about this; an id stands in it, nothing else."""
        query = {**({self.kind: str(self.id or self.person)} if self.kind != About.NOTHING else {}), **more}
        return reverse(f"questionnaires:{page}", args=[form]) + (f"?{urlencode(query)}" if query else "")


def whom(access: Access, kind: str, pk: UUID | None) -> Whom:
    """What a kind and an id stand for. Raises `NotFound` where it is not visible to `access`."""
    if kind == About.NOTHING or pk is None:
        return Whom(About.NOTHING, url=reverse("questionnaires:drafts"))
    if kind == About.PERSON:
        person = hooks.subject(access, pk)
        return Whom(kind, person, "", None, person.code, person.url)
    matter = hooks.matter(access, kind, pk)
    return Whom(kind, hooks.subject(access, matter.person), matter.type, pk, matter.code, matter.url)


def asked(access: Access, query: Mapping[str, str]) -> Whom:
    """From an address: `person`, `case` or `referral`, else nothing. Raises `NotFound`."""
    for kind in (About.PERSON, About.CASE, About.REFERRAL):
        if kind in query:
            try:
                return whom(access, kind, UUID(query[kind]))
            except ValueError as error:
                raise NotFound from error
    return whom(access, About.NOTHING, None)


def of(access: Access, row: Answer | Draft) -> Whom:
    """On what an answer was given or a draft was begun. Raises `NotFound` where that is not visible any more."""
    if row.about_type:
        return whom(access, TYPES[row.about_type], row.about_id)
    return whom(access, About.PERSON if row.subject_id else About.NOTHING, row.subject_id)


def uuid_or_none(text: str) -> UUID | None:
    try:
        return UUID(text)
    except ValueError:
        return None


def offered(access: Access, kind: str) -> list[Form]:
    """Forms of that kind that `access` may fill in now, by title; an own form hides the shipped one of its code."""
    published = FormVersion.objects.filter(published_at__isnull=False).values("form")
    theirs = Form.objects.filter(Q(organisation=access.organisation) | Q(organisation=None), pk__in=published)
    own = {form.code for form in theirs if form.organisation_id}
    open_here = [
        form
        for form in theirs
        if form.about == kind and form.retired_at is None and rules.may_fill_in(access, form)
    ]
    return sorted(
        (form for form in open_here if form.organisation_id or form.code not in own), key=catalogue.title
    )


def current(access: Access, code: str, kind: str) -> FormVersion:
    """The version that is filled in now. Raises `NotFound`; `Refused` where another role fills it in."""
    version = catalogue.current(code, access.organisation)
    if version.form.about != kind:
        raise NotFound
    must_fill_in(access, version.form)
    return version


def must_fill_in(access: Access, form: Form) -> None:
    """Raises `Refused` where the form is for other roles."""
    if not rules.may_fill_in(access, form):
        raise Refused(code="may_fill_in")


def given(access: Access, about: Whom, most: int) -> list[Outcome]:
    """The latest answers about this that `access` may know of."""
    answers = Outcome.objects.visible_to(access).filter(subject_id=about.person)
    rows = answers.select_related("form").order_by("-at", "-entered_at")
    if about.kind == About.PERSON:
        return list(rows[:most])
    here = Answer.objects.visible_to(rules.RECEIVING).filter(about_type=about.type, about_id=about.id)
    return list(rows.filter(answer_id__in=list(here.values_list("pk", flat=True)))[:most])
