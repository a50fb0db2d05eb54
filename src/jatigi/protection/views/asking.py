"""The consent screen, the urgent screen, and the same on paper."""

from typing import Any
from uuid import UUID

from django.conf import settings
from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import get_language, gettext_lazy
from django.utils.translation import gettext as _

from jatigi.agencies.models import Organisation
from jatigi.kernel import hooks, reading
from jatigi.kernel.access import Purpose
from jatigi.kernel.hooks import Subject
from jatigi.kernel.http import Request, intent, page, perform, safe_next
from jatigi.protection import actions, aloud, bases, rules
from jatigi.protection.codes import BEYOND, BasisKind, Category, Form
from jatigi.protection.forms import KEEP, LASTS, ConsentForm, UrgentForm, grouped, organisations
from jatigi.protection.models import LawfulBasis

STEPS = (
    gettext_lazy("Explain"),
    gettext_lazy("Write down"),
    gettext_lazy("Share"),
    gettext_lazy("With whom"),
    gettext_lazy("Confirm"),
)

OF_A_CHILD = (gettext_lazy("Answers for the child"),)
PAPER_LINES = (
    (gettext_lazy("Code"), gettext_lazy("Language"), gettext_lazy("Day")),
    (gettext_lazy("Explained by"), gettext_lazy("Witness")),
    OF_A_CHILD,
    (gettext_lazy("Signature or thumbprint"),),
)


@page(purpose=Purpose.CASE_MANAGEMENT, roles=rules.KEEPERS)
def consent(request: Request, subject: UUID) -> HttpResponse:
    """Explain, ask, record: one step at a time, nothing kept before the last.

    `recipient`, `category` and `purpose` in the address say what the person is asked about.
    """
    person = hooks.subject(request.access, subject)
    live = bases.live(request.access, person.id)
    if request.method != "POST":
        reading.saw_list(request.access, LawfulBasis, [basis.pk for basis in live], what="ledger")
    form = _form(request, person, live)
    step = min(_number(request.POST.get("step")), len(STEPS) - 1)
    if request.method == "POST":
        step, saved = _advance(request, person, form, step)
        if saved:
            messages.success(request, _("The answers of the person are recorded."))
            return redirect(safe_next(request, reverse("protection:ledger", args=[person.id])))
    failed = request.method == "POST" and bool(form.errors)
    return render(
        request, "protection/consent.html", _page(request, person, form, step), status=422 if failed else 200
    )


def _form(request: Request, person: Subject, live: list[LawfulBasis]) -> ConsentForm:
    spoken = [str(basis.recipient_id) for basis in live if basis.recipient_id]
    asked = request.GET.getlist("recipient")
    return ConsentForm(
        request.POST or None,
        initial=_initial(request, live, asked, person.minor),
        minor=person.minor,
        recorded=any(basis.here for basis in live),
        recipients=grouped(organisations(request.access.organisation), [*asked, *spoken]),
    )


def _initial(request: Request, live: list[LawfulBasis], asked: list[str], minor: bool) -> dict[str, Any]:
    """What the person agreed to before, and what somebody wants to ask now: shown, never assumed for others."""
    here = next((basis for basis in live if basis.here), None)
    there = [basis for basis in live if str(basis.recipient_id) in asked]
    categories = set(request.GET.getlist("category")).union(*(basis.categories for basis in there))
    return {
        "record": KEEP if here else "",
        "record_categories": here.categories if here else [],
        "recipients": asked,
        "share_categories": [category for category in Category.values if category in categories],
        "lasts": LASTS[2][0] if minor else LASTS[3][0],
        "share_purposes": request.GET.getlist("purpose") or [str(BEYOND[0])],
    }


def _advance(request: Request, person: Subject, form: ConsentForm, step: int) -> tuple[int, bool]:
    """(step to show, whether all was recorded). Going on needs what was asked so far to be right."""
    wanted = request.POST.get("go", "save")
    if wanted == "back":
        form.errors.clear()
        return max((before for before in form.path() if before < step), default=step), False
    if wanted == "next":
        _forget_errors(form, step)
        following = min((after for after in form.path() if after > step), default=step)
        return (_first_wrong(form, step) if form.errors else following), False
    if not form.is_valid():
        return _first_wrong(form, step), False
    saved = perform(request, form, lambda: _record(request, person, form)) is not None
    return _first_wrong(form, step), saved


def _forget_errors(form: ConsentForm, upto: int) -> None:
    """Only what was asked so far can be wrong."""
    asked = {name for fields in form.STEPS[: upto + 1] for name in fields}
    for name in set(form.errors) - asked:
        del form.errors[name]


def _first_wrong(form: ConsentForm, step: int) -> int:
    return next((number for number, fields in enumerate(form.STEPS) if set(fields) & set(form.errors)), step)


def _record(request: Request, person: Subject, form: ConsentForm) -> LawfulBasis:
    data = form.cleaned_data
    return actions.record_answers(
        intent(request, at=form.happened_at()),
        subject=person.id,
        kind=BasisKind.ASSENT if person.minor else BasisKind.CONSENT,
        answers=form.answers(),
        language=data["language"],
        form=data["form"] or Form.VERBAL,
        witness=data["witness"],
        guardian=form.guardian() if person.minor else None,
        signature=data["signature"],
    )


def _page(request: Request, person: Subject, form: ConsentForm, step: int) -> dict[str, Any]:
    others = {name for number, fields in enumerate(form.STEPS) if number != step for name in fields}
    return {
        "person": person,
        "form": form,
        "step": step,
        "count": step + 1,
        "steps": STEPS,
        "last": step == form.CONFIRM,
        "shown": form.asked(step),
        "signs": step == form.CONFIRM and form.agreeing(),
        "carried": [form[name] for name in form.fields if name in others],
        "next": safe_next(request, ""),
        **_read(request, person),
    }


def _read(request: Request, person: Subject) -> dict[str, Any]:
    """What is read aloud, in the language asked for where the text exists in it."""
    languages = dict(aloud.reading_languages())
    asked = request.POST.get("read") or request.GET.get("read", "")
    language = asked if asked in languages else get_language() or settings.LANGUAGE_CODE
    return {
        "passages": aloud.passages(organisation=_own(request), minor=person.minor, language=language),
        "reading": language,
        "readings": [
            (name, _with(request, read=code)) for code, name in languages.items() if code != language
        ],
    }


def _with(request: Request, **changed: str) -> str:
    """The query of this page with something changed."""
    query = request.GET.copy()
    for name, value in changed.items():
        query[name] = value
    return f"?{query.urlencode()}"


@page(purpose=Purpose.CASE_MANAGEMENT, roles=rules.KEEPERS)
def urgent(request: Request, subject: UUID) -> HttpResponse:
    """Protect first: one screen, a written reason, and a second look afterwards."""
    person = hooks.subject(request.access, subject)
    asked = request.GET.getlist("recipient")
    form = UrgentForm(
        request.POST or None,
        initial={"recipients": asked, "categories": request.GET.getlist("category")},
        recipients=grouped(organisations(request.access.organisation), asked),
    )
    if form.is_valid() and perform(request, form, lambda: _record_urgent(request, person, form)) is not None:
        messages.success(request, _("Recorded. A supervisor is asked for a second look within 24 hours."))
        return redirect(safe_next(request, reverse("protection:ledger", args=[person.id])))
    context = {"person": person, "form": form, "next": safe_next(request, "")}
    return render(request, "protection/urgent.html", context, status=422 if form.errors else 200)


def _record_urgent(request: Request, person: Subject, form: UrgentForm) -> LawfulBasis:
    recorded = bases.recording(request.access, person.id) is not None
    return actions.record_answers(
        intent(request, at=form.happened_at()),
        subject=person.id,
        kind=form.cleaned_data["kind"],
        answers=form.answers(recorded),
        reason=form.cleaned_data["reason"],
    )


@page(purpose=Purpose.CASE_MANAGEMENT, roles=rules.KEEPERS)
def paper(request: Request) -> HttpResponse:
    """The same conversation as a blank sheet, for the day without electricity and for thumbprints."""
    minor = request.GET.get("child") == "1"
    context = {
        "passages": aloud.passages(organisation=_own(request), minor=minor),
        "lines": [line for line in PAPER_LINES if minor or line is not OF_A_CHILD],
        "categories": [category.label for category in Category],
        "organisation": _own(request),
        "dense": True,
    }
    return render(request, "protection/paper.html", context)


def _own(request: Request) -> Organisation:
    organisation: Organisation = Organisation.objects.get(pk=str(request.access.organisation))
    return organisation


def _number(text: str | None) -> int:
    return int(text) if text and text.isdecimal() else 0
