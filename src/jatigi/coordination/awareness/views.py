"""Pages of trainings and campaigns: which there were, one of them, and their forms."""

from typing import Any
from uuid import UUID

from django.db.models import Sum
from django.http import HttpResponse
from django.urls import reverse
from django.utils.translation import gettext as _

from jatigi.coordination.awareness import actions, rules
from jatigi.coordination.awareness.forms import COMMON, EFFECT, CampaignForm, ThemeForm, TrainingForm
from jatigi.coordination.awareness.models import (
    Campaign,
    CampaignAnswer,
    CampaignOrigin,
    CampaignReach,
    Fact,
    FamilyAnswer,
    Held,
    Question,
    Training,
    TrainingCount,
)
from jatigi.coordination.plans.views import line_of, money, plain
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
from jatigi.kernel.access import Access, Purpose
from jatigi.kernel.errors import NotFound
from jatigi.kernel.http import Request, intent, page
from jatigi.kernel.pages import keyset

OVERSIGHT = Purpose.OVERSIGHT


def parts() -> list[tuple[Any, str]]:
    return [
        (_("Campaigns"), reverse("coordination:campaigns")),
        (_("Trainings"), reverse("coordination:trainings")),
    ]


@page(purpose=OVERSIGHT)
def campaigns(request: Request) -> HttpResponse:
    """All of them, the newest first; beneath, what is known on the theme, with its source."""
    form = ThemeForm(request.GET or None)
    theme = form.cleaned_data["theme"] if form.is_valid() else ""
    facts = Fact.objects.order_by("code")
    more = Table(
        _("What is known, with its source"),
        (_("Fact"), _("Source")),
        [[Cell(one, doubtful=one.to_confirm), Cell(one.source)] for one in (facts.filter(theme=theme) if theme else facts)[:50]],
        _("Nothing is written down on this theme."),
    )  # fmt: skip
    page_of = _listing(request, Campaign, CampaignReach, "campaign", form, theme)
    lead = _("What was said to whom, in which language, and what changed by it.")
    adds = [Do(_("Add a campaign"), reverse("coordination:campaign_new"), "plus")]
    doing = adds if rules.may_tell(request.access) else []
    table = Table(_("Campaigns, the newest first"), *page_of[0])
    return listed(
        request, Listing(_("Campaigns"), lead, table, form, page_of[1], doing, parts(), more=[more])
    )


@page(purpose=OVERSIGHT)
def trainings(request: Request) -> HttpResponse:
    """All of them, the newest first."""
    form = ThemeForm(request.GET or None)
    theme = form.cleaned_data["theme"] if form.is_valid() else ""
    page_of = _listing(request, Training, TrainingCount, "training", form, theme)
    adds = [Do(_("Add a training"), reverse("coordination:training_new"), "plus")]
    doing = adds if rules.may_tell(request.access) else []
    lead = _("What was taught to how many, and what they knew before and after.")
    table = Table(_("Trainings, the newest first"), *page_of[0])
    return listed(request, Listing(_("Trainings"), lead, table, form, page_of[1], doing, parts()))


def _listing(request: Request, model: Any, counts: Any, name: str, form: Any, theme: str) -> tuple[Any, str]:
    rows = model.objects.visible_to(request.access).select_related("organisation", "unit", "country")
    found = keyset(rows.filter(theme=theme) if theme else rows, ("-starts_on",), request.GET.get("after", ""))
    parent = f"{name}_id"
    sums = counts.objects.visible_to(request.access).filter(**{f"{name}__in": [one.pk for one in found.rows]})
    reached = dict(sums.values_list(parent).annotate(total=Sum("number")))
    lines = [
        [
            Cell(one, _url(one)),
            Cell(one.organisation.short),
            Cell(span(one.starts_on, one.ends_on)),
            Cell(one.unit or one.country),
            Cell(plain_int(reached.get(one.pk)), number=True),
            Cell(effect(one)),
        ]
        for one in found.rows
    ]
    headings = (_("Title"), _("Organisation"), _("Period"), _("Place"), _("People"), _("Effect"))
    return (headings, lines, _("None is written down yet.")), found.next


def plain_int(value: int | None) -> str:
    return "" if value is None else str(value)


def effect(one: Held) -> str:
    """Before and after in one line; nothing where it was not measured."""
    if one.before is None or one.after is None:
        return _("not measured")
    return f"{plain(one.before)} → {plain(one.after)} {one.effect_scale}".strip()


def _facts(one: Held) -> list[tuple[Any, Any]]:
    return [
        (_("Organisation"), one.organisation.full),
        (_("Theme"), one.get_theme_display()),
        (_("Language"), one.get_language_display()),
        (_("Period"), span(one.starts_on, one.ends_on)),
        (_("Place"), " · ".join(str(part) for part in (one.place, one.unit, one.country) if part)),
        (_("Cost"), money(one.cost, one.currency)),
        (_("Effect"), effect(one)),
        (_("How was the effect measured?"), one.effect_method),
        (_("How many were asked?"), one.measured),
    ]


@page(purpose=OVERSIGHT)
def training(request: Request, pk: UUID) -> HttpResponse:
    """One training: who took part, in figures, and what changed."""
    found = the(request.access, Training, pk, "organisation", "unit", "country")
    rows = (
        TrainingCount.objects.visible_to(request.access).filter(training=found).order_by("entered_at", "pk")
    )
    table = Table(
        _("Who took part"),
        (_("Sex"), _("From what kind of organisation"), _("How many")),
        [[Cell(one.get_sex_display()), Cell(one.get_organisation_kind_display()), Cell(one.number, number=True)] for one in rows],
        _("No figure yet."),
    )  # fmt: skip
    texts = [(_("What was taught?"), found.content)]
    edit = [Do(_("Change"), reverse("coordination:training_edit", args=[pk]))]
    doing = edit if rules.holds(request.access, found) else []
    back = Back(_("Trainings"), reverse("coordination:trainings"))
    return shown(request, Sheet(str(found), back, None, said(_facts(found)), texts, [table], doing))


@page(purpose=OVERSIGHT)
def campaign(request: Request, pk: UUID) -> HttpResponse:
    """One campaign: its message, how many it reached, and what changed; what is known on its theme."""
    found = the(request.access, Campaign, pk, "organisation", "unit", "country")
    rows = (
        CampaignReach.objects.visible_to(request.access).filter(campaign=found).order_by("entered_at", "pk")
    )
    reach = Table(
        _("How many were reached"),
        (_("Sex"), _("Age"), _("How many")),
        [[Cell(one.get_sex_display()), Cell(one.get_age_group_display()), Cell(one.number, number=True)] for one in rows],
        _("No figure yet."),
    )  # fmt: skip
    known = Table(
        _("What is known, with its source"),
        (_("Fact"), _("Source")),
        [
            [Cell(one, doubtful=one.to_confirm), Cell(one.source)]
            for one in Fact.objects.filter(theme=found.theme)[:50]
        ],
        _("Nothing is written down on this theme."),
    )
    facts = said(
        [(_("For whom?"), found.audience), (_("Through what?"), found.get_channel_display()), *_facts(found)]
    )
    edit = [Do(_("Change"), reverse("coordination:campaign_edit", args=[pk]))]
    doing = edit if rules.holds(request.access, found) else []
    back = Back(_("Campaigns"), reverse("coordination:campaigns"))
    texts = [(_("Message"), found.message)]
    tables = [reach, *_families(request, found), known]
    return shown(request, Sheet(str(found), back, None, facts, texts, tables, doing))


def _families(request: Request, found: Campaign) -> list[Table]:
    """Where children leave from, and what families say of it, where that was asked."""
    left, told = _origins(request.access, found), _answers(request.access, found)
    asked: dict[str, int] = {}
    for one in told:
        asked[one.question] = asked.get(one.question, 0) + one.number
    tables = [
        Table(
            _("Where children leave from to work"),
            (_("Village or quarter"), _("Region"), _("How many leave")),
            [[Cell(one.village), Cell(one.unit or ""), Cell(one.number, number=True)] for one in left],
            "",
        ),
        Table(
            _("What families said of a departure for work"),
            (_("Question"), _("Answer"), _("How many families"), _("Share")),
            [
                [Cell(Question(one.question).label), Cell(one.get_answer_display()), Cell(one.number, number=True),
                 Cell(_share(one.number, asked[one.question]), number=True)]
                for one in told
            ],
            "",
        ),
    ]  # fmt: skip
    return [table for table in tables if table.rows]


def _origins(access: Access, found: Campaign) -> list[CampaignOrigin]:
    rows = CampaignOrigin.objects.visible_to(access).filter(campaign=found).select_related("unit")
    return list(rows.order_by("-number", "village"))


def _answers(access: Access, found: Campaign) -> list[CampaignAnswer]:
    """In the order of the questions and their answers."""
    order = list(FamilyAnswer.values)
    rows = CampaignAnswer.objects.visible_to(access).filter(campaign=found)
    return sorted(rows, key=lambda one: order.index(one.answer))


def _share(number: int, of: int) -> str:
    return f"{round(100 * number / of)}\u00a0%" if of else ""


@page(purpose=OVERSIGHT, roles=rules.WRITERS)
def training_new(request: Request) -> HttpResponse:
    """A training of the own organisation."""
    return written(
        request,
        TrainingForm(request.POST or None),
        lambda values: actions.add_training(intent(request), **values),
        heading=_("Add a training"),
        back=Back(_("Trainings"), reverse("coordination:trainings")),
        said=_("Written down."),
        to=_url,
    )


@page(purpose=OVERSIGHT, roles=rules.WRITERS)
def training_edit(request: Request, pk: UUID) -> HttpResponse:
    """As it is known now."""
    found = _mine(request, Training, pk)
    rows = (
        TrainingCount.objects.visible_to(request.access).filter(training=found).order_by("entered_at", "pk")
    )
    lines = [initial_of(one, ("sex", "organisation_kind", "number")) for one in rows]
    return written(
        request,
        TrainingForm(
            request.POST or None, initial=_initial(found) | {"content": found.content, "counts": lines}
        ),
        lambda values: actions.change_training(intent(request), found, **values),
        heading=_("Change"),
        lead=str(found),
        back=Back(str(found), _url(found)),
        said=_("Saved."),
        to=_url,
        thing=found,
    )


@page(purpose=OVERSIGHT, roles=rules.WRITERS)
def campaign_new(request: Request) -> HttpResponse:
    """A campaign of the own organisation."""
    return written(
        request,
        CampaignForm(request.POST or None),
        lambda values: actions.add_campaign(intent(request), **values),
        heading=_("Add a campaign"),
        back=Back(_("Campaigns"), reverse("coordination:campaigns")),
        said=_("Written down."),
        to=_url,
    )


@page(purpose=OVERSIGHT, roles=rules.WRITERS)
def campaign_edit(request: Request, pk: UUID) -> HttpResponse:
    """As it is known now."""
    found = _mine(request, Campaign, pk)
    rows = (
        CampaignReach.objects.visible_to(request.access).filter(campaign=found).order_by("entered_at", "pk")
    )
    more = initial_of(found, ("message", "channel", "audience"))
    more["reach"] = [initial_of(one, ("sex", "age_group", "number")) for one in rows]
    more["origins"] = [
        {"village": one.village, "unit": str(one.unit_id or ""), "number": one.number}
        for one in _origins(request.access, found)
    ]
    more["answers"] = [initial_of(one, ("answer", "number")) for one in _answers(request.access, found)]
    return written(
        request,
        CampaignForm(request.POST or None, initial=_initial(found) | more),
        lambda values: actions.change_campaign(intent(request), found, **values),
        heading=_("Change"),
        lead=str(found),
        back=Back(str(found), _url(found)),
        said=_("Saved."),
        to=_url,
        thing=found,
    )


def _initial(one: Held) -> dict[str, Any]:
    values = line_of(one, *(name for name in (*COMMON, *EFFECT) if name not in ("country", "unit")))
    return values | {"country": one.country_id, "unit": str(one.unit_id or "")}


def _mine(request: Request, model: Any, pk: UUID) -> Any:
    found = the(request.access, model, pk)
    if not rules.holds(request.access, found):
        raise NotFound
    return found


def _url(one: Held) -> str:
    return reverse(f"coordination:{'training' if isinstance(one, Training) else 'campaign'}", args=[one.pk])
