"""Pages of agreements between countries: which there are, one with its clauses, a clause with what each side keeps."""

from typing import Any
from uuid import UUID

from django.http import HttpResponse
from django.urls import reverse
from django.utils.translation import gettext as _

from jatigi.coordination import partial
from jatigi.coordination.events.models import Event
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
    source,
    span,
    the,
    written,
)
from jatigi.coordination.treaties import actions, rules
from jatigi.coordination.treaties.forms import ClauseForm, JudgeForm, ObservanceForm, TreatyForm
from jatigi.coordination.treaties.models import Clause, Observance, Reciprocity, Treaty
from jatigi.kernel.access import Purpose
from jatigi.kernel.http import Request, intent, page
from jatigi.kernel.pages import keyset

OVERSIGHT = Purpose.OVERSIGHT
TONES = {"unverified": "neutral", "signed": "info", "in_force": "success", "denounced": "danger"}
KEPT = {"unknown": "neutral", "both": "success", "country": "warning", "partner": "warning", "none": "danger"}


@page(purpose=OVERSIGHT)
def treaties(request: Request) -> HttpResponse:
    """All of them, by the other country."""
    rows = Treaty.objects.select_related("country", "partner")
    found = keyset(rows, ("partner_id", "code"), request.GET.get("after", ""))
    table = Table(
        _("Agreements by the other country"),
        (_("Agreement"), _("Between"), _("State"), _("Signed on")),
        [
            [
                Cell(one, _url(one), doubtful=one.to_confirm),
                Cell(f"{one.country} · {one.partner}"),
                Cell(one.get_state_display(), tone=TONES[one.state]),
                Cell(partial.words(one.signed)),
            ]
            for one in found.rows
        ],
        _("No agreement is written down yet."),
    )
    writes = rules.may_write(request.access)
    doing = [Do(_("Add an agreement"), reverse("coordination:treaty_new"), "plus")] if writes else []
    lead = _("What two countries promised each other, and whether both keep it.")
    return listed(request, Listing(_("Agreements between countries"), lead, table, None, found.next, doing))


@page(purpose=OVERSIGHT)
def treaty(request: Request, pk: UUID) -> HttpResponse:
    """One agreement: its state, its clauses with the state of reciprocity, the next joint commission."""
    found = the(request.access, Treaty, pk, "country", "partner")
    writes = rules.may_write(request.access)
    following = found.next_commission_id
    event = Event.objects.visible_to(request.access).filter(pk=following).first() if following else None
    facts = said(
        [
            (_("Between"), f"{found.country} · {found.partner}"),
            (_("Theme"), found.get_theme_display()),
            (_("Signed on"), partial.words(found.signed)),
            (_("In force since"), partial.words(found.in_force)),
            (_("Denounced on"), partial.words(found.denounced)),
            (
                _("Next joint commission"),
                f"{event.title} · {span(event.starts_on, event.ends_on)}" if event else "",
            ),
            (_("Note"), found.note),
            source(found),
        ]
    )
    rows = [
        [
            Cell(one.get_kind_display(), _clause_url(one), doubtful=one.to_confirm),
            Cell(one.country_owes or _("not verified")),
            Cell(one.partner_owes or _("not verified")),
            Cell(kept(one, found), tone=KEPT[one.reciprocity]),
        ]
        for one in Clause.objects.filter(treaty=found).order_by("kind", "code")
    ]
    headings = (_("Matter"), _("Owed by: %(country)s") % {"country": found.country}, _("Owed by: %(country)s") % {"country": found.partner}, _("Reciprocity"))  # fmt: skip
    add = reverse("coordination:clause_new", args=[pk]) if writes else ""
    clauses = Table(_("Clauses"), headings, rows, _("No clause is written down yet."), add, _("Add a clause"))
    doing = [Do(_("Correct or confirm"), reverse("coordination:treaty_edit", args=[pk]))] if writes else []
    back = Back(_("Agreements between countries"), reverse("coordination:treaties"))
    state = Cell(found.get_state_display(), tone=TONES[found.state])
    return shown(request, Sheet(str(found), back, state, facts, tables=[clauses], doing=doing))


@page(purpose=OVERSIGHT)
def clause(request: Request, pk: UUID) -> HttpResponse:
    """A clause: what it says, what each side owes, what was seen on each side, and who judged what."""
    found, whole = _clause(request, pk)
    seen = (
        Observance.objects.visible_to(request.access)
        .filter(clause=found)
        .select_related("side", "organisation")
    )
    rows = list(seen.order_by("-seen_on")[:200])
    tables = [
        _seen(side, [row for row in rows if row.side_id == side.code])
        for side in (whole.country, whole.partner)
    ]
    judged = f"{found.judged_by} · {span(found.judged_on, found.judged_on)}" if found.judged_by else ""
    facts = said(
        [
            (_("Matter"), found.get_kind_display()),
            (_("Reciprocity"), Cell(kept(found, whole), tone=KEPT[found.reciprocity])),
            (_("Why?"), found.why),
            (_("Judged by"), judged),
            source(found),
        ]
    )
    texts = [
        (_("What the text says"), found.text or _("not verified")),
        (_("Owed by: %(country)s") % {"country": whole.country}, found.country_owes or _("not verified")),
        (_("Owed by: %(country)s") % {"country": whole.partner}, found.partner_owes or _("not verified")),
    ]
    doing = []
    if rules.may_tell(request.access):
        doing.append(Do(_("Note what was seen"), reverse("coordination:observance_new", args=[pk]), "eye"))
    if rules.may_judge(request.access, found):
        doing.append(Do(_("Judge the reciprocity"), reverse("coordination:clause_judge", args=[pk]), "scale"))
        doing.append(Do(_("Correct or confirm"), reverse("coordination:clause_edit", args=[pk])))
    heading = f"{found.get_kind_display().capitalize()} · {whole}"
    return shown(request, Sheet(heading, Back(str(whole), _url(whole)), None, facts, texts, tables, doing))


def _seen(side: Any, rows: list[Observance]) -> Table:
    return Table(
        _("What was seen: %(country)s") % {"country": side},
        (
            _("Seen on"),
            _("What does it show?"),
            _("What was seen?"),
            _("Source"),
            _("Published table"),
            _("Written down by"),
        ),
        [
            [
                Cell(span(one.seen_on, one.seen_on)),
                Cell(_("kept"), tone="success") if one.kept else Cell(_("not kept"), tone="danger"),
                Cell(one.text),
                Cell(one.source),
                Cell(one.table, reverse("publications:one", args=[one.table]) if one.table else ""),
                Cell(one.organisation.short),
            ]
            for one in rows
        ],
        _("Nothing was written down yet."),
    )


def kept(one: Clause, whole: Treaty) -> str:
    """The state of reciprocity with the name of the side that keeps it alone."""
    side = {Reciprocity.COUNTRY: whole.country, Reciprocity.PARTNER: whole.partner}.get(
        Reciprocity(one.reciprocity)
    )
    if side is None:
        return str(one.get_reciprocity_display())
    return _("kept by one side only: %(country)s") % {"country": side}


@page(purpose=OVERSIGHT, roles=rules.KEEPERS)
def treaty_new(request: Request) -> HttpResponse:
    """An agreement between two countries."""
    return written(
        request,
        TreatyForm(request.POST or None, access=request.access),
        lambda values: actions.add(intent(request), **values),
        heading=_("Add an agreement"),
        back=Back(_("Agreements between countries"), reverse("coordination:treaties")),
        said=_("Written down."),
        to=_url,
    )


@page(purpose=OVERSIGHT, roles=rules.KEEPERS)
def treaty_edit(request: Request, pk: UUID) -> HttpResponse:
    """Correct or confirm it; what became of it; when the joint commission meets."""
    found = the(request.access, Treaty, pk, "country", "partner")
    names = ("title_fr", "title_en", "theme", "state", "note", "next_commission_id", "source")
    days = {name: partial.parts(getattr(found, name)) for name in ("signed", "in_force", "denounced")}
    initial = initial_of(found, names) | days | {"confirmed": not found.to_confirm}
    return written(
        request,
        TreatyForm(request.POST or None, initial=initial, access=request.access, changing=found),
        lambda values: actions.change(intent(request), found, **values),
        heading=_("Correct or confirm"),
        lead=str(found),
        back=Back(str(found), _url(found)),
        said=_("Saved."),
        to=_url,
        thing=found,
    )


@page(purpose=OVERSIGHT, roles=rules.KEEPERS)
def clause_new(request: Request, pk: UUID) -> HttpResponse:
    """What an agreement says on one matter."""
    whole = the(request.access, Treaty, pk, "country", "partner")
    return written(
        request,
        ClauseForm(request.POST or None, treaty=whole),
        lambda values: actions.add_clause(intent(request), treaty=whole.pk, **values),
        heading=_("Add a clause"),
        lead=str(whole),
        back=Back(str(whole), _url(whole)),
        said=_("Written down."),
        to=_clause_url,
    )


@page(purpose=OVERSIGHT, roles=rules.KEEPERS)
def clause_edit(request: Request, pk: UUID) -> HttpResponse:
    """Correct it, or confirm it from the text."""
    found, whole = _clause(request, pk)
    initial = initial_of(found, ("kind", "country_owes", "partner_owes", "source"))
    initial |= {"words": found.text, "confirmed": not found.to_confirm}
    return written(
        request,
        ClauseForm(request.POST or None, initial=initial, treaty=whole, changing=True),
        lambda values: actions.change_clause(intent(request), found, **values),
        heading=_("Correct or confirm"),
        lead=str(whole),
        back=Back(str(whole), _clause_url(found)),
        said=_("Saved."),
        to=_clause_url,
        thing=found,
    )


@page(purpose=OVERSIGHT, roles=rules.KEEPERS)
def clause_judge(request: Request, pk: UUID) -> HttpResponse:
    """Whether both sides keep it, and why one says so."""
    found, whole = _clause(request, pk)
    initial = {"reciprocity": found.reciprocity, "why": found.why}
    return written(
        request,
        JudgeForm(request.POST or None, initial=initial, treaty=whole),
        lambda values: actions.judge(intent(request), found, **values),
        heading=_("Judge the reciprocity"),
        lead=f"{found.get_kind_display()} · {whole}",
        back=Back(str(whole), _clause_url(found)),
        said=_("Your judgement is written down with your name."),
        to=_clause_url,
        thing=found,
    )


@page(purpose=OVERSIGHT, roles=rules.WRITERS)
def observance_new(request: Request, pk: UUID) -> HttpResponse:
    """What was seen of how one side keeps a clause."""
    found, whole = _clause(request, pk)
    return written(
        request,
        ObservanceForm(request.POST or None, treaty=whole),
        lambda values: actions.note_observance(intent(request), clause=found.pk, **values),
        heading=_("Note what was seen"),
        lead=f"{found.get_kind_display()} · {whole}",
        back=Back(str(whole), _clause_url(found)),
        said=_("Written down."),
        to=lambda _made: _clause_url(found),
    )


def _clause(request: Request, pk: UUID) -> tuple[Clause, Treaty]:
    found = the(request.access, Clause, pk, "treaty__country", "treaty__partner", "judged_by")
    return found, found.treaty


def _url(one: Treaty) -> str:
    return reverse("coordination:treaty", args=[one.pk])


def _clause_url(one: Clause) -> str:
    return reverse("coordination:clause", args=[one.pk])
