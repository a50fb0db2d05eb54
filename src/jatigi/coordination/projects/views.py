"""Pages of projects: which there are, one with all that belongs to it; and what the climate does to places."""

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.db.models import Sum
from django.http import HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from jatigi.coordination.commitments.models import Commitment
from jatigi.coordination.plans.models import PlanIndicator
from jatigi.coordination.plans.views import line_of, money, plain
from jatigi.coordination.projects import actions, rules
from jatigi.coordination.projects.forms import ExposureForm, FilterForm, ProjectForm
from jatigi.coordination.projects.models import (
    Exposure,
    Project,
    ProjectBudget,
    ProjectCommitment,
    ProjectPartner,
    ProjectPlace,
    ProjectReach,
    ProjectResult,
)
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
TONES = {"planned": "info", "under_way": "success", "ended": "neutral", "abandoned": "danger"}


def parts() -> list[tuple[Any, str]]:
    return [
        (_("Projects"), reverse("coordination:projects")),
        (_("Climate exposure of places"), reverse("coordination:exposures")),
    ]


@page(purpose=OVERSIGHT)
def projects(request: Request) -> HttpResponse:
    """All of them, the newest first; by theme, place and departure area."""
    form = FilterForm(request.GET or None)
    rows = Project.objects.visible_to(request.access).select_related("organisation", "country")
    if form.is_valid():
        asked = form.cleaned_data
        places = ProjectPlace.objects.visible_to(request.access)
        if asked["theme"]:
            rows = rows.filter(theme=asked["theme"])
        if asked["unit"]:
            rows = rows.filter(pk__in=places.filter(unit=int(asked["unit"])).values("project_id"))
        if asked["departure"]:
            rows = rows.filter(pk__in=places.filter(departure=True).values("project_id"))
    found = keyset(rows, ("-starts_on",), request.GET.get("after", ""))
    funds: dict[UUID, list[str]] = {}
    budgets = ProjectBudget.objects.visible_to(request.access).filter(
        project__in=[one.pk for one in found.rows]
    )
    for pk, currency, total in budgets.values_list("project_id", "currency").annotate(total=Sum("amount")):
        funds.setdefault(pk, []).append(money(total, currency))
    table = Table(
        _("Projects, the newest first"),
        (_("Project"), _("Organisation"), _("Period"), _("Money"), _("State")),
        [
            [
                Cell(one, _url(one)),
                Cell(one.organisation.short),
                Cell(span(one.starts_on, one.ends_on)),
                Cell(" · ".join(sorted(funds.get(one.pk, []))), number=True),
                Cell(one.get_state_display(), tone=TONES[one.state]),
            ]
            for one in found.rows
        ],
        _("No project is written down yet."),
    )
    tells = rules.may_tell(request.access)
    doing = [Do(_("Add a project"), reverse("coordination:project_new"), "plus")] if tells else []
    lead = _("Who pays for what, where, for how many, and what it gives to a plan.")
    return listed(request, Listing(_("Projects and funding"), lead, table, form, found.next, doing, parts()))


@page(purpose=OVERSIGHT)
def project(request: Request, pk: UUID) -> HttpResponse:
    """Everything of one project, with what the climate does where it works."""
    found = the(request.access, Project, pk, "organisation", "country")
    holds = rules.holds(request.access, found)
    partners = list(_of(request, ProjectPartner, found).select_related("partner"))
    facts = said(
        [
            (_("Organisation"), found.organisation.full),
            (_("Period"), span(found.starts_on, found.ends_on)),
            (_("Country"), found.country),
            (_("Theme"), found.get_theme_display()),
            (_("Pays"), " · ".join(one.called for one in partners if one.part == "donor")),
            (_("Carries it out"), " · ".join(one.called for one in partners if one.part == "implementer")),
        ]
    )
    places = list(_of(request, ProjectPlace, found).select_related("unit"))
    tables = [
        _money(request, found),
        _places(request, places),
        _reach(request, found),
        _results(request, found),
    ]
    tables.append(_serves(request, found))
    doing = []
    if holds:
        doing.append(Do(_("Change"), reverse("coordination:project_edit", args=[pk])))
        doing += [
            Do(words, reverse("coordination:project_step", args=[pk, verb]), "check", send=True)
            for verb, words in _verbs().items()
            if states.allows(found, verb)
        ]
    state = Cell(found.get_state_display(), tone=TONES[found.state])
    back = Back(_("Projects and funding"), reverse("coordination:projects"))
    texts = [(_("What is done?"), found.description)]
    return shown(request, Sheet(f"{found.code} · {found}", back, state, facts, texts, tables, doing))


def _verbs() -> dict[str, str]:
    return {
        "begin": _("It has begun"),
        "end": _("It has ended"),
        "abandon": _("It is abandoned"),
        "reopen": _("Reopen it"),
    }


def _of(request: Request, model: Any, found: Project) -> Any:
    return model.objects.visible_to(request.access).filter(project=found).order_by("entered_at", "pk")


def _money(request: Request, found: Project) -> Table:
    rows = [
        [
            Cell(span(one.from_on, one.until)),
            Cell(money(one.amount, one.currency), number=True),
            Cell(one.item or ""),
        ]
        for one in _of(request, ProjectBudget, found).select_related("item")
    ]
    return Table(
        _("Money"),
        (_("Period"), _("Amount"), _("For which objective")),
        rows,
        _("No budget is written down."),
    )


def _places(request: Request, places: list[ProjectPlace]) -> Table:
    exposed: dict[int, list[str]] = {}
    rows = Exposure.objects.visible_to(request.access).filter(unit__in=[one.unit_id for one in places])
    for one in rows.order_by("-year"):
        mark = f" ({_('to be confirmed')})" if one.to_confirm else ""
        text = f"{one.get_hazard_display()} · {one.get_weight_display()} · {one.year} · {one.source}{mark}"
        exposed.setdefault(one.unit_id, []).append(text)
    lines = [
        [
            Cell(one.unit),
            Cell(_("departure area"), tone="info") if one.departure else Cell(""),
            Cell(" / ".join(exposed.get(one.unit_id, [])) or _("nothing written down")),
        ]
        for one in places
    ]
    headings = (_("Place"), _("Departure"), _("Climate exposure"))
    return Table(_("Where"), headings, lines, _("No place is written down."))


def _reach(request: Request, found: Project) -> Table:
    rows = [
        [Cell(one.get_sex_display()), Cell(one.get_age_group_display()), Cell(plain_int(one.planned), number=True),
         Cell(plain_int(one.reached), number=True)]
        for one in _of(request, ProjectReach, found)
    ]  # fmt: skip
    return Table(
        _("For how many people"), (_("Sex"), _("Age"), _("Planned"), _("Reached")), rows, _("No figure yet.")
    )


def _results(request: Request, found: Project) -> Table:
    rows = [
        [Cell(one.indicator), Cell(one.unit or _("whole country")), Cell(span(one.from_on, one.until)),
         Cell(plain(one.planned), number=True), Cell(plain(one.reached), number=True)]
        for one in _with_indicators(request, found)
    ]  # fmt: skip
    headings = (_("Indicator"), _("Place"), _("Period"), _("Planned"), _("Reached"))
    return Table(_("What it gives to a plan"), headings, rows, _("Nothing is written down."))


def _serves(request: Request, found: Project) -> Table:
    serves = _of(request, ProjectCommitment, found).values("commitment_id")
    commitments = Commitment.objects.visible_to(request.access).filter(pk__in=serves).order_by("reference")
    rows = [
        [
            Cell(one.reference, reverse("coordination:commitment", args=[one.pk])),
            Cell(one.text[:200]),
            Cell(one.get_state_display()),
        ]
        for one in commitments[:200]
    ]
    headings = (_("Reference"), _("Text"), _("State"))
    return Table(_("Commitments it serves"), headings, rows, _("None is named."))


def _with_indicators(request: Request, found: Project) -> list[ProjectResult]:
    rows = list(_of(request, ProjectResult, found).select_related("unit"))
    known = PlanIndicator.objects.visible_to(request.access).in_bulk([one.indicator_id for one in rows])
    for one in rows:
        one.indicator = known[one.indicator_id]
    return rows


def plain_int(value: int | None) -> str:
    return "" if value is None else str(value)


@page(purpose=OVERSIGHT, roles=rules.WRITERS)
def project_new(request: Request) -> HttpResponse:
    """A project of the own organisation."""
    return written(
        request,
        ProjectForm(request.POST or None, access=request.access),
        lambda values: actions.add(intent(request), **values),
        heading=_("Add a project"),
        back=Back(_("Projects and funding"), reverse("coordination:projects")),
        said=_("Written down."),
        to=_url,
    )


@page(purpose=OVERSIGHT, roles=rules.WRITERS)
def project_edit(request: Request, pk: UUID) -> HttpResponse:
    """As it is known now."""
    found = the(request.access, Project, pk)
    if not rules.holds(request.access, found):
        raise NotFound
    return written(
        request,
        ProjectForm(
            request.POST or None, initial=_initial(request, found), access=request.access, changing=True
        ),
        lambda values: actions.change(intent(request), found, **values),
        heading=_("Change"),
        lead=str(found),
        back=Back(str(found), _url(found)),
        said=_("Saved."),
        to=_url,
        thing=found,
    )


def _initial(request: Request, found: Project) -> dict[str, Any]:
    serves = _of(request, ProjectCommitment, found).values("commitment_id")
    references = (
        Commitment.objects.visible_to(request.access)
        .filter(pk__in=serves)
        .values_list("reference", flat=True)
    )
    return initial_of(found, ("title", "description", "theme", "country_id", "starts_on", "ends_on")) | {
        "partners": [
            initial_of(one, ("part", "partner_id", "name")) for one in _of(request, ProjectPartner, found)
        ],
        "budgets": [
            line_of(one, "currency", "amount", "from_on", "until") | {"item": str(one.item_id or "")}
            for one in _of(request, ProjectBudget, found)
        ],
        "places": [initial_of(one, ("unit_id", "departure")) for one in _of(request, ProjectPlace, found)],
        "reach": [
            initial_of(one, ("sex", "age_group", "planned", "reached"))
            for one in _of(request, ProjectReach, found)
        ],
        "results": [
            line_of(one, "from_on", "until", "planned", "reached")
            | {"indicator": str(one.indicator_id), "unit": str(one.unit_id or "")}
            for one in _of(request, ProjectResult, found)
        ],
        "commitments": "\n".join(sorted(references)),
    }


@require_POST
@page(purpose=OVERSIGHT, roles=rules.WRITERS)
def project_step(request: Request, pk: UUID, verb: str) -> HttpResponse:
    """Begin, end, abandon or reopen it."""
    found = the(request.access, Project, pk)
    if not rules.holds(request.access, found) or verb not in _verbs():
        raise NotFound
    actions.step(intent(request), found, verb=verb)
    messages.success(request, _("Saved."))
    return redirect(_url(found))


@page(purpose=OVERSIGHT)
def exposures(request: Request) -> HttpResponse:
    """What the climate does to places, each line with its source."""
    rows = Exposure.objects.visible_to(request.access).select_related("unit", "organisation")
    found = keyset(rows, ("-year",), request.GET.get("after", ""))
    table = Table(
        _("Climate exposure of places, the newest source first"),
        (_("Place"), _("What is it?"), _("How much"), _("In words"), _("Source")),
        [
            [
                Cell(
                    one.unit,
                    _exposure(one) if rules.holds(request.access, one) else "",
                    doubtful=one.to_confirm,
                ),
                Cell(one.get_hazard_display()),
                Cell(one.get_weight_display()),
                Cell(one.text),
                Cell(f"{one.source} · {one.year}"),
            ]
            for one in found.rows
        ],
        _("Nothing is written down yet. Only what a source says is written here."),
    )
    tells = rules.may_tell(request.access)
    doing = [Do(_("Add what a source says"), reverse("coordination:exposure_new"), "plus")] if tells else []
    lead = _("Context for projects and plans, read in a source; nothing here is computed.")
    return listed(
        request, Listing(_("Climate exposure of places"), lead, table, None, found.next, doing, parts())
    )


@page(purpose=OVERSIGHT, roles=rules.WRITERS)
def exposure_new(request: Request) -> HttpResponse:
    """What a source says of a place."""
    return written(
        request,
        ExposureForm(request.POST or None),
        lambda values: actions.add_exposure(intent(request), **values),
        heading=_("Add what a source says"),
        back=_exposures(),
        said=_("Written down."),
        to=lambda _made: _exposures().url,
    )


@page(purpose=OVERSIGHT, roles=rules.WRITERS)
def exposure_edit(request: Request, pk: UUID) -> HttpResponse:
    """Correct it, or confirm it from its source."""
    found = the(request.access, Exposure, pk, "unit")
    if not rules.holds(request.access, found):
        raise NotFound
    initial = initial_of(found, ("unit_id", "hazard", "weight", "year", "source"))
    initial |= {"words": found.text, "confirmed": not found.to_confirm}
    return written(
        request,
        ExposureForm(request.POST or None, initial=initial),
        lambda values: actions.change_exposure(intent(request), found, **values),
        heading=_("Correct or confirm"),
        lead=str(found.unit),
        back=_exposures(),
        said=_("Saved."),
        to=lambda _made: _exposures().url,
        thing=found,
    )


def _exposures() -> Back:
    return Back(_("Climate exposure of places"), reverse("coordination:exposures"))


def _exposure(one: Exposure) -> str:
    return reverse("coordination:exposure_edit", args=[one.pk])


def _url(one: Project) -> str:
    return reverse("coordination:project", args=[one.pk])
