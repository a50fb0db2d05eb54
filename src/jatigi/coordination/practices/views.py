"""Pages of good practices: searching by situation, one sheet, writing, reviewing."""

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.db.models import Q
from django.http import HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from jatigi.coordination.practices import actions, rules
from jatigi.coordination.practices.forms import PracticeForm, ReviewForm, SearchForm, WithdrawForm
from jatigi.coordination.practices.models import PlaceType, Practice, PracticeState
from jatigi.coordination.showing import (
    Back,
    Cell,
    Do,
    Listing,
    Sheet,
    Table,
    initial_of,
    listed,
    said,
    shown,
    span,
    the,
    written,
)
from jatigi.kernel import states
from jatigi.kernel.access import Purpose
from jatigi.kernel.errors import NotFound
from jatigi.kernel.http import Request, intent, page
from jatigi.kernel.pages import keyset

OVERSIGHT = Purpose.OVERSIGHT
TONES = {
    "draft": "neutral",
    "submitted": "warning",
    "reviewed": "info",
    "published": "success",
    "withdrawn": "danger",
}


@page(purpose=OVERSIGHT)
def practices(request: Request) -> HttpResponse:
    """By situation: theme, kind of place, country, words. Published ones for all; what is on its way is marked."""
    form = SearchForm(request.GET or None)
    rows = Practice.objects.visible_to(request.access).select_related("country", "organisation")
    if form.is_valid():
        rows = _matching(rows, form.cleaned_data)
    found = keyset(rows, ("title",), request.GET.get("after", ""))
    table = Table(
        _("Good practices by title"),
        (_("Practice"), _("Theme"), _("Country"), _("Organisation"), _("State")),
        [
            [
                Cell(one, _url(one)),
                Cell(one.get_theme_display()),
                Cell(one.country),
                Cell(one.organisation.short),
                Cell(one.get_state_display(), tone=TONES[one.state]),
            ]
            for one in found.rows
        ],
        _("Nothing fits. Ask for less, or write down what you have seen work."),
    )
    tells = rules.may_tell(request.access)
    doing = [Do(_("Tell of a practice"), reverse("coordination:practice_new"), "plus")] if tells else []
    lead = _("What was done elsewhere against the same problem, and with what effect.")
    return listed(request, Listing(_("Good practices"), lead, table, form, found.next, doing))


def _matching(rows: Any, asked: dict[str, Any]) -> Any:
    for name in ("theme", "country"):
        if asked[name]:
            rows = rows.filter(**{name: asked[name]})
    if asked["place_type"]:
        rows = rows.filter(place_type__in=[asked["place_type"], PlaceType.ANYWHERE])
    for word in asked["words"].split()[:6]:
        parts = [Q(**{f"{name}__icontains": word}) for name in ("title", "problem", "done", "conditions")]
        rows = rows.filter(parts[0] | parts[1] | parts[2] | parts[3])
    return rows


@page(purpose=OVERSIGHT)
def practice(request: Request, pk: UUID) -> HttpResponse:
    """One sheet, with who reviewed it."""
    found = the(request.access, Practice, pk, "country", "organisation", "reviewer")
    facts = said(
        [
            (_("Organisation"), found.organisation.full),
            (_("Country"), found.country),
            (_("Theme"), found.get_theme_display()),
            (_("In which kind of place?"), found.get_place_type_display()),
            (_("What did it cost?"), found.cost),
            (_("Whom to ask"), found.contact),
            (_("Reviewed by"), found.reviewer.full if found.reviewer else ""),
            (_("Reviewed on"), span(found.reviewed_on, found.reviewed_on)),
            (_("What the review says"), found.review),
            (_("Why it was withdrawn"), found.why),
        ]
    )
    texts = [
        (_("What was the problem?"), found.problem),
        (_("What was done?"), found.done),
        (_("How does one know that it worked?"), found.evidence),
        (_("What does it need to work elsewhere?"), found.conditions),
    ]
    back = Back(_("Good practices"), reverse("coordination:practices"))
    state = Cell(found.get_state_display(), tone=TONES[found.state])
    return shown(request, Sheet(str(found), back, state, facts, texts, doing=_doing(request, found)))


def _doing(request: Request, found: Practice) -> list[Do]:
    doing: list[Do] = []
    if rules.may_review(request.access, found):
        doing.append(
            Do(_("Review it"), reverse("coordination:practice_review", args=[found.pk]), "clipboard-check")
        )
    if not rules.holds(request.access, found):
        return doing
    if found.state == PracticeState.DRAFT:
        doing.append(Do(_("Change"), reverse("coordination:practice_edit", args=[found.pk])))
    if states.allows(found, "withdraw"):
        doing.append(Do(_("Withdraw"), reverse("coordination:practice_withdraw", args=[found.pk]), "undo-2"))
    verbs = {"submit": _("Give it to another organisation to review"), "publish": _("Publish"), "revise": _("Take it back as a draft")}  # fmt: skip
    return doing + [
        Do(words, reverse("coordination:practice_step", args=[found.pk, verb]), "send", "primary", send=True)
        for verb, words in verbs.items()
        if states.allows(found, verb)
    ]


@page(purpose=OVERSIGHT, roles=rules.WRITERS)
def practice_new(request: Request) -> HttpResponse:
    """A draft of the own organisation."""
    return written(
        request,
        PracticeForm(request.POST or None),
        lambda values: actions.write(intent(request), **values),
        heading=_("Tell of a practice"),
        back=Back(_("Good practices"), reverse("coordination:practices")),
        said=_("Kept as a draft. Another organisation reviews it before it is published."),
        to=_url,
    )


@page(purpose=OVERSIGHT, roles=rules.WRITERS)
def practice_edit(request: Request, pk: UUID) -> HttpResponse:
    """Another text of a draft."""
    found = _mine(request, pk)
    names = (
        "title",
        "theme",
        "country_id",
        "place_type",
        "problem",
        "done",
        "evidence",
        "cost",
        "conditions",
        "contact",
    )
    return written(
        request,
        PracticeForm(request.POST or None, initial=initial_of(found, names)),
        lambda values: actions.change(intent(request), found, **values),
        heading=_("Change"),
        lead=str(found),
        back=Back(str(found), _url(found)),
        said=_("Saved."),
        to=_url,
        thing=found,
    )


@page(purpose=OVERSIGHT, roles=rules.VALIDATORS)
def practice_review(request: Request, pk: UUID) -> HttpResponse:
    """What another organisation says of it."""
    found = the(request.access, Practice, pk)
    if not rules.may_review(request.access, found):
        raise NotFound
    return written(
        request,
        ReviewForm(request.POST or None),
        lambda values: actions.review(intent(request), found, **values),
        heading=_("Review it"),
        lead=str(found),
        back=Back(str(found), _url(found)),
        said=_("The review is written down."),
        to=lambda _made: reverse("coordination:practices"),
        thing=found,
    )


@page(purpose=OVERSIGHT, roles=rules.WRITERS)
def practice_withdraw(request: Request, pk: UUID) -> HttpResponse:
    """Why it is no longer recommended."""
    found = _mine(request, pk)
    return written(
        request,
        WithdrawForm(request.POST or None),
        lambda values: actions.step(intent(request), found, verb="withdraw", **values),
        heading=_("Withdraw"),
        lead=str(found),
        back=Back(str(found), _url(found)),
        said=_("Withdrawn."),
        to=_url,
        thing=found,
    )


@require_POST
@page(purpose=OVERSIGHT, roles=rules.WRITERS)
def practice_step(request: Request, pk: UUID, verb: str) -> HttpResponse:
    """Submit, publish or take back."""
    found = _mine(request, pk)
    actions.step(intent(request), found, verb=verb)
    messages.success(request, _("Saved."))
    return redirect(_url(found))


def _mine(request: Request, pk: UUID) -> Practice:
    found = the(request.access, Practice, pk)
    if not rules.holds(request.access, found):
        raise NotFound
    return found


def _url(one: Practice) -> str:
    return reverse("coordination:practice", args=[one.pk])
