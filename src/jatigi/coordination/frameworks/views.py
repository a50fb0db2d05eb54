"""Pages of frameworks: which there are, the tree of one, the laws in force on a day; and their forms."""

from typing import Any
from uuid import UUID

from django.db.models import Q
from django.http import HttpResponse
from django.urls import reverse
from django.utils.translation import gettext as _

from jatigi.coordination import partial
from jatigi.coordination.frameworks import actions, positions, rules, tree
from jatigi.coordination.frameworks.forms import (
    DayForm,
    FilterForm,
    FrameworkForm,
    ItemForm,
    PartyForm,
)
from jatigi.coordination.frameworks.models import (
    Framework,
    FrameworkItem,
    FrameworkKind,
    InstrumentParty,
    Position,
)
from jatigi.coordination.reporting import links as reporting
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
from jatigi.kernel.access import Purpose
from jatigi.kernel.http import Request, intent, page
from jatigi.kernel.pages import keyset

OVERSIGHT = Purpose.OVERSIGHT


def parts() -> list[tuple[Any, str]]:
    return [
        (_("Frameworks"), reverse("coordination:frameworks")),
        (_("Laws in force"), reverse("coordination:laws")),
        (_("Rights on the road"), reverse("coordination:rights_lines")),
    ]


@page(purpose=OVERSIGHT)
def frameworks(request: Request) -> HttpResponse:
    """All of them by kind, each version with its validity."""
    form = FilterForm(request.GET or None)
    rows = Framework.objects.select_related("country", "replaced_by")
    if form.is_valid():
        chosen = {name: form.cleaned_data[name] for name in ("kind", "theme") if form.cleaned_data[name]}
        rows = rows.filter(**chosen, **({"to_confirm": True} if form.cleaned_data["doubtful"] else {}))
    found = keyset(rows, ("kind", "code", "vintage"), request.GET.get("after", ""))
    writes = rules.may_write(request.access)
    table = Table(
        _("Frameworks by kind"),
        (_("Name"), _("Version"), _("What is it?"), _("In force")),
        [_row(one) for one in found.rows],
        _("Nothing of this kind is written down yet."),
    )
    new = (
        [Do(_("Add a framework or a version"), reverse("coordination:framework_new"), "plus")]
        if writes
        else []
    )
    lead = _("Compacts, policies, plans, conventions and laws, each version with its source.")
    return listed(request, Listing(_("Frameworks and laws"), lead, table, form, found.next, new, parts()))


@page(purpose=OVERSIGHT)
def laws(request: Request) -> HttpResponse:
    """The national laws in force on a day; where the day of a law is not known, that is said."""
    form = DayForm(request.GET or None)
    day = form.chosen()
    began = Q(valid_from=None) | Q(valid_from__lte=day)
    rows = Framework.objects.filter(began, Q(valid_to=None) | Q(valid_to__gte=day), kind=FrameworkKind.LAW)
    table = Table(
        _("Laws in force on the day"),
        (_("Name"), _("Theme"), _("In force"), _("Note")),
        [
            [
                Cell(one, _url(one), doubtful=one.to_confirm or one.valid_from is None),
                Cell(one.get_theme_display()),
                Cell(span(one.valid_from, one.valid_to)),
                Cell(one.note),
            ]
            for one in rows.order_by("valid_from", "code")[:200]
        ],
        _("No law was in force on this day, as far as is written down here."),
    )
    lead = _("What held when something happened counts, not what holds today.")
    return listed(request, Listing(_("Laws in force"), lead, table, form, parts=parts()))


@page(purpose=OVERSIGHT)
def framework(request: Request, pk: UUID) -> HttpResponse:
    """One version: what it is, its tree with what serves each item, who is bound by it, what each side says."""
    found = the(request.access, Framework, pk, "country", "replaced_by")
    writes = rules.may_write(request.access)
    tables = [_tree(request, found, writes)]
    if found.kind == FrameworkKind.INSTRUMENT:
        tables = [_bound(found, writes), *(tables if tables[0].rows else [])]
    said_of = list(Position.objects.filter(framework=found).order_by("-said", "code"))
    if said_of or (writes and found.kind == FrameworkKind.INSTRUMENT):
        tables.append(positions.table(found, said_of, writes))
    others = Framework.objects.filter(code=found.code).exclude(pk=found.pk).order_by("vintage")
    doing = [Do(_("Correct or confirm"), reverse("coordination:framework_edit", args=[pk]))] if writes else []
    doing.append(Do(_("Follow-up report"), reporting.report(framework=pk), "clipboard-check"))
    if found.kind in (FrameworkKind.PLAN, FrameworkKind.POLICY, FrameworkKind.GOALS):
        doing.insert(0, Do(_("Targets and gaps"), reverse("coordination:gaps", args=[pk]), "target"))
    sheet = Sheet(
        str(found),
        Back(_("Frameworks and laws"), reverse("coordination:frameworks")),
        Cell(found.get_kind_display(), tone="info"),
        _facts(found, list(others)),
        tables=tables,
        doing=doing,
    )
    return shown(request, sheet)


def _facts(found: Framework, others: list[Framework]) -> list[tuple[Any, Cell]]:
    following = found.replaced_by
    return said(
        [
            (_("Version"), found.vintage),
            (_("Country"), found.country),
            (_("Theme"), found.get_theme_display()),
            (_("Adopted on"), partial.words(found.adopted)),
            (_("In force"), span(found.valid_from, found.valid_to)),
            (
                _("Replaced by"),
                Cell(f"{following} {following.vintage}", _url(following)) if following else "",
            ),
            *((_("Other version"), Cell(f"{one} {one.vintage}", _url(one))) for one in others),
            (_("Note"), found.note),
            source(found),
        ]
    )


def _row(one: Framework) -> list[Cell]:
    return [
        Cell(one, _url(one), doubtful=one.to_confirm),
        Cell(one.vintage),
        Cell(one.get_kind_display()),
        Cell(span(one.valid_from, one.valid_to)),
    ]


def _tree(request: Request, found: Framework, writes: bool) -> Table:
    edit = "coordination:item_edit"
    rows = [
        [
            Cell(
                f"{branch.indent}{branch.item}",
                reverse(edit, args=[branch.item.pk]) if writes else "",
                doubtful=branch.item.to_confirm,
            ),
            Cell(branch.item.get_level_name_display()),
            Cell(branch.item.responsible.full if branch.item.responsible else branch.item.responsible_name),
            Cell(
                len(branch.commitments),
                f"{reverse('coordination:commitments')}?item={branch.item.pk}" if branch.linked else "",
                number=True,
            ),
            Cell(len(branch.measures), number=True),
        ]
        for branch in tree.of(request.access, found)
    ]
    headings = (_("Item"), _("Level"), _("Who answers for it"), _("Commitments"), _("Measures"))
    add = reverse("coordination:item_new", args=[found.pk]) if writes else ""
    return Table(
        _("What it says"), headings, rows, _("Its parts are not written down yet."), add, _("Add an item")
    )


def _bound(found: Framework, writes: bool) -> Table:
    rows = [
        [
            Cell(one.country, reverse("coordination:party", args=[one.pk]), doubtful=one.to_confirm),
            Cell(one.get_bond_display()),
            Cell(partial.words(one.bound_since)),
            Cell(partial.words(one.until)),
            Cell(one.monitored_by),
            Cell(span(one.report_due, one.report_due)),
        ]
        for one in InstrumentParty.objects.filter(framework=found)
        .select_related("country")
        .order_by("country")
    ]
    headings = (
        _("Country"), _("How is it bound?"), _("Bound since"), _("Bound no more since"), _("Who reads the reports"),
        _("Next report due on"),
    )  # fmt: skip
    add = reverse("coordination:party_new", args=[found.pk]) if writes else ""
    return Table(
        _("Who is bound"), headings, rows, _("Nothing is known of who is bound."), add, _("Add a country")
    )


@page(purpose=OVERSIGHT)
def party(request: Request, pk: UUID) -> HttpResponse:
    """A country and an instrument: how it is bound, reservations, reports due."""
    found = the(request.access, InstrumentParty, pk, "framework", "country")
    edit = Do(_("Correct or confirm"), reverse("coordination:party_edit", args=[pk]))
    years = _("every %(n)d years") % {"n": found.report_years} if found.report_years else ""
    facts = said(
        [
            (_("Country"), found.country),
            (_("How is it bound?"), found.get_bond_display()),
            (_("Adopted on"), partial.words(found.framework.adopted)),
            (_("Signed on"), partial.words(found.signed)),
            (_("Bound since"), partial.words(found.bound_since)),
            (_("Bound no more since"), partial.words(found.until)),
            (_("Reservations"), found.reservations or _("not verified")),
            (_("Who reads the reports"), found.monitored_by),
            (_("Reports"), years),
            (_("Next report due on"), span(found.report_due, found.report_due) or _("not verified")),
            (_("Last report"), found.last_report),
            (_("Note"), found.note),
            source(found),
        ]
    )
    back = Back(str(found.framework), _url(found.framework))
    doing = [edit] if rules.may_write(request.access) else []
    return shown(request, Sheet(f"{found.framework} · {found.country}", back, None, facts, doing=doing))


@page(purpose=OVERSIGHT, roles=rules.KEEPERS)
def framework_new(request: Request) -> HttpResponse:
    """A framework, or another version of one."""
    return written(
        request,
        FrameworkForm(request.POST or None),
        lambda values: actions.add(intent(request), **values),
        heading=_("Add a framework or a version"),
        back=Back(_("Frameworks and laws"), reverse("coordination:frameworks")),
        said=_("Written down."),
        to=_url,
    )


@page(purpose=OVERSIGHT, roles=rules.KEEPERS)
def framework_edit(request: Request, pk: UUID) -> HttpResponse:
    """Correct it, confirm it, or say until when it holds."""
    found = the(request.access, Framework, pk)
    names = (
        "name_fr",
        "name_en",
        "theme",
        "levels",
        "country_id",
        "valid_from",
        "valid_to",
        "replaced_by_id",
        "note",
        "source",
    )
    initial = initial_of(found, names) | {
        "adopted": partial.parts(found.adopted),
        "confirmed": not found.to_confirm,
    }
    return written(
        request,
        FrameworkForm(request.POST or None, initial=initial, changing=found),
        lambda values: actions.change(intent(request), found, **values),
        heading=_("Correct or confirm"),
        lead=str(found),
        back=Back(str(found), _url(found)),
        said=_("Saved."),
        to=_url,
        thing=found,
    )


@page(purpose=OVERSIGHT, roles=rules.KEEPERS)
def item_new(request: Request, pk: UUID) -> HttpResponse:
    """An item of a framework."""
    whole = the(request.access, Framework, pk)
    return written(
        request,
        ItemForm(request.POST or None, framework=whole),
        lambda values: actions.add_item(intent(request), framework=whole.pk, **values),
        heading=_("Add an item"),
        lead=str(whole),
        back=Back(str(whole), _url(whole)),
        said=_("Written down."),
        to=lambda _made: _url(whole),
    )


@page(purpose=OVERSIGHT, roles=rules.KEEPERS)
def item_edit(request: Request, pk: UUID) -> HttpResponse:
    """Correct or confirm an item, say who answers for it."""
    found = the(request.access, FrameworkItem, pk, "framework")
    names = ("level_name", "parent_id", "name_fr", "name_en", "responsible_id", "responsible_name", "source")
    initial = initial_of(found, names) | {"confirmed": not found.to_confirm}
    return written(
        request,
        ItemForm(request.POST or None, initial=initial, framework=found.framework, changing=found),
        lambda values: actions.change_item(intent(request), found, **values),
        heading=_("Correct or confirm"),
        lead=str(found),
        back=Back(str(found.framework), _url(found.framework)),
        said=_("Saved."),
        to=lambda _made: _url(found.framework),
        thing=found,
    )


@page(purpose=OVERSIGHT, roles=rules.KEEPERS)
def party_new(request: Request, pk: UUID) -> HttpResponse:
    """How another country is bound by an instrument."""
    whole = the(request.access, Framework, pk)
    return written(
        request,
        PartyForm(request.POST or None),
        lambda values: actions.bind(intent(request), framework=whole.pk, **values),
        heading=_("Add a country"),
        lead=str(whole),
        back=Back(str(whole), _url(whole)),
        said=_("Written down."),
        to=lambda _made: _url(whole),
    )


@page(purpose=OVERSIGHT, roles=rules.KEEPERS)
def party_edit(request: Request, pk: UUID) -> HttpResponse:
    """Correct or confirm how a country is bound; its next report."""
    found = the(request.access, InstrumentParty, pk, "framework", "country")
    names = (
        "bond",
        "reservations",
        "monitored_by",
        "report_years",
        "report_due",
        "last_report",
        "note",
        "source",
    )
    days = {name: partial.parts(getattr(found, name)) for name in ("signed", "bound_since", "until")}
    initial = initial_of(found, names) | days | {"confirmed": not found.to_confirm}
    back = Back(str(found.framework), reverse("coordination:party", args=[pk]))
    return written(
        request,
        PartyForm(request.POST or None, initial=initial, changing=True),
        lambda values: actions.change_party(intent(request), found, **values),
        heading=_("Correct or confirm"),
        lead=f"{found.framework} · {found.country}",
        back=back,
        said=_("Saved."),
        to=lambda _made: back.url,
        thing=found,
    )


def _url(one: Framework) -> str:
    return reverse("coordination:framework", args=[one.pk])
