"""Every change of the catalogue: a form brought, its version published, its settings, its retirement."""

import re
from collections.abc import Collection
from hashlib import md5
from typing import Any
from uuid import UUID

from django.utils.translation import gettext_lazy as _

from jatigi.kernel import clock
from jatigi.kernel.access import Purpose, Role
from jatigi.kernel.actions import Act, action, creation
from jatigi.kernel.errors import Conflict, Invalid, NotFound
from jatigi.kernel.text import clean
from jatigi.questionnaires import codes
from jatigi.questionnaires.catalogue import rules
from jatigi.questionnaires.judging import Judgement
from jatigi.questionnaires.models import Form, FormFile, FormVersion

TITLE_LENGTH = 160


@creation("form.bring", FormVersion, allow=rules.may_bring, purpose=Purpose.ADMINISTRATION)
def bring(
    act: Act,
    *,
    judged: Judgement,
    form: UUID | None = None,
    purpose: str = codes.Purpose.SURVEY,
    about: str = codes.About.PERSON,
    roles: Collection[str] = (),
    restricted: bool = False,
) -> FormVersion:
    """A version on trial: of `form`, or of a form that this makes. It takes the place of the one on trial before.

    Settings count for a new form only; `settle` changes them. Raises `Invalid` for `file`: not usable, of another form,
    with a number that is published already, or with the identifier of a form that is here; `NotFound`.
    """
    if judged.shape is None:
        raise Invalid(file=_("This form cannot be used as it is. What is wrong with it stands below."))
    brought = _own_form(act, form) if form is not None else _new_form(act, judged)
    if brought.code != judged.shape.code:
        raise Invalid(
            file=_("The file says that it is the form “%(theirs)s”; this is the form “%(ours)s”.")
            % {"theirs": judged.shape.code, "ours": brought.code}
        )
    if form is None:
        _settle(brought, purpose=purpose, about=about, roles=roles, restricted=restricted)
        title = judged.shape.title[:TITLE_LENGTH]
        brought.title_fr = brought.title_en = title
        brought.save()
    number = _number(brought, judged)
    FormVersion.objects.filter(form=brought, published_at=None).delete()
    version = _version(act, brought, judged, number)
    act.details.update(form=brought.code, number=number, sha256=judged.sha256)
    return version


def _own_form(act: Act, pk: UUID) -> Form:
    found = Form.objects.filter(pk=pk, organisation_id=act.organisation).first()
    if found is None:
        raise NotFound
    if found.retired_at:
        raise Conflict(_("This form is retired. Take it up again first."))
    return found


def _new_form(act: Act, judged: Judgement) -> Form:
    code = judged.shape.code if judged.shape else ""
    if Form.objects.filter(code=code, organisation=None).exists():
        raise Invalid(
            file=_("The identifier “%(code)s” is that of a form that comes with Jatigi. Change form_id.")
            % {"code": code}
        )
    if Form.objects.filter(code=code, organisation_id=act.organisation).exists():
        raise Invalid(
            file=_("A form “%(code)s” is here already. Bring this file on its page, as a new version.")
            % {"code": code}
        )
    return Form(code=code, organisation_id=act.organisation)


def _number(form: Form, judged: Judgement) -> str:
    """The version that the file gives itself, or one made of the day."""
    published = set(
        FormVersion.objects.filter(form=form, published_at__isnull=False).values_list("number", flat=True)
    )
    own = judged.shape.version if judged.shape else ""
    if own in published:
        raise Invalid(
            file=_(
                "Version %(number)s is published already and cannot change. Give the file another version."
            )
            % {"number": own}
        )
    day = f"{clock.today():%Y%m%d}"
    made = (f"{day}{place:02}" for place in range(1, 1_000))
    return own or next(number for number in made if number not in published)


def _version(act: Act, form: Form, judged: Judgement, number: str) -> FormVersion:
    version = FormVersion(
        form=form,
        number=number,
        xform=numbered(judged.xform, number),
        source=judged.content,
        source_name=_file_name(judged),
        source_sha256=judged.sha256,
        languages=list(judged.languages),
        warnings=list(judged.warnings),
        brought_by_id=act.signed(),
    )
    version.save()
    for name, (kind, content) in judged.files.items():
        digest = md5(content, usedforsecurity=False).hexdigest()
        FormFile(form_version=version, name=name, kind=kind, content=content, md5=digest).save()
    return version


def _file_name(judged: Judgement) -> str:
    """The name as it was brought, without a path."""
    name = re.split(r"[/\\]", judged.name)[-1].strip()
    return name[-TITLE_LENGTH:] or f"form{judged.kind}"


def numbered(xform: str, number: str) -> str:
    """The XForm with its version, where its file gives none."""
    head, begin, rest = xform.partition("<instance>")
    root, close, tail = rest.partition(">")
    if ' version="' in root:
        return xform
    return f'{head}{begin}{root} version="{number}"{close}{tail}'


@action("form.publish_version", FormVersion, allow=rules.may_publish_this, purpose=Purpose.ADMINISTRATION)
def publish_version(act: Act, version: FormVersion) -> FormVersion:
    """From trial to use: from now on it is filled in, and never changes. Raises `Conflict`."""
    if version.published_at:
        raise Conflict(_("This version is published already."))
    form = Form.objects.get(pk=version.form_id)
    if form.retired_at:
        raise Conflict(_("This form is retired. Take it up again first."))
    version.published_at = act.at
    version.save()
    act.details.update(form=form.code, number=version.number)
    return version


@action("form.settle", Form, allow=rules.may_settle, purpose=Purpose.ADMINISTRATION)
def settle(
    act: Act,
    form: Form,
    *,
    purpose: str,
    about: str,
    roles: Collection[str] = (),
    restricted: bool = False,
    title_fr: str,
    title_en: str = "",
) -> Form:
    """What it is for, on what and by whom it is filled in, who reads it, what it is called. Raises `Invalid`.

    Answers keep the restriction under which they were given.
    """
    _settle(form, purpose=purpose, about=about, roles=roles, restricted=restricted)
    form.title_fr = clean(title_fr, "title_fr", limit=TITLE_LENGTH, needed=True)
    form.title_en = clean(title_en, "title_en", limit=TITLE_LENGTH) or form.title_fr
    form.save()
    act.touched("purpose", "about", "roles", "restricted", "title_fr", "title_en")
    return form


def _settle(form: Form, *, purpose: str, about: str, roles: Collection[str], restricted: bool) -> None:
    wrong: dict[str, Any] = {}
    if purpose not in codes.Purpose.values:
        wrong["purpose"] = _("Choose one of the answers.")
    if about not in codes.About.values:
        wrong["about"] = _("Choose one of the answers.")
    if not set(roles) <= set(Role.values):
        wrong["roles"] = _("Choose one of the answers.")
    if wrong:
        raise Invalid(wrong)
    form.purpose, form.about, form.restricted = purpose, about, restricted
    form.roles = [role for role in Role.values if role in roles]


@action("form.retire", Form, allow=rules.may_settle, purpose=Purpose.ADMINISTRATION)
def retire(act: Act, form: Form) -> Form:
    """Nobody fills it in any more; its answers stay. Raises `Conflict`."""
    if form.retired_at:
        raise Conflict(_("This form is retired already."))
    form.retired_at = act.at
    form.save()
    return form


@action("form.reopen", Form, allow=rules.may_settle, purpose=Purpose.ADMINISTRATION)
def reopen(act: Act, form: Form) -> Form:
    """It is filled in again. Raises `Conflict`."""
    if not form.retired_at:
        raise Conflict(_("This form is in use."))
    form.retired_at = None
    form.save()
    return form
