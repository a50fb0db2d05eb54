"""The sheets, for anybody, without script or cookie; and their lines, for the secretariat that keeps them true."""

from typing import Any
from uuid import UUID

from django.conf import settings
from django.db.models import Q
from django.http import HttpResponse
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils import translation
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from jatigi.coordination.frameworks import rules
from jatigi.coordination.frameworks.forms import RightForm
from jatigi.coordination.frameworks.models import RightsLine, RightTopic
from jatigi.coordination.frameworks.rights import actions
from jatigi.coordination.frameworks.views import OVERSIGHT, parts
from jatigi.coordination.showing import Back, Cell, Do, Listing, Table, initial_of, listed, span, the, written
from jatigi.kernel import clock
from jatigi.kernel.errors import NotFound
from jatigi.kernel.http import Request, intent, page, public
from jatigi.kernel.pages import keyset
from jatigi.places.models import Country
from jatigi.places.names import sort_key

TONGUES = {"fr": "Français", "en": "English"}
HEADERS = {"Cache-Control": "no-store", "Referrer-Policy": "no-referrer", "X-Robots-Tag": "noarchive"}
"""On a shared telephone nothing of it stays to be found by going back."""


@require_safe
@public()
def corridors(request: Request, tongue: str = "") -> HttpResponse:
    """From where to where?"""
    tongue = tongue or (translation.get_language() or "fr")[:2]

    def context() -> dict[str, Any]:
        pairs = set(_today().values_list("origin_id", "destination_id"))
        names = {
            one.code: str(one) for one in Country.objects.filter(code__in={c for pair in pairs for c in pair})
        }
        found: dict[str, list[dict[str, str]]] = {}
        for origin, destination in sorted(
            pairs, key=lambda pair: (pair[0] != "ML", *(sort_key(names[c]) for c in pair))
        ):
            found.setdefault(names[origin], []).append(
                {"name": names[destination], "pair": f"{origin}-{destination}"}
            )
        return {"found": found.items()}

    return _told("corridors", tongue, "", context)


@require_safe
@public()
def sheet(request: Request, tongue: str, pair: str) -> HttpResponse:
    """What holds on one corridor today, question by question; what is not known is said to be not known."""
    origin, _dash, destination = pair.upper().partition("-")
    names = {one.code: one for one in Country.objects.filter(code__in=[origin, destination])}
    lines = list(
        _today().filter(origin=origin, destination=destination).select_related("framework").order_by("code")
    )
    if not lines or len(names) < 2:
        raise NotFound

    def context() -> dict[str, Any]:
        said = [
            {
                "question": topic.label,
                "topic": topic.value,
                "lines": [one for one in lines if one.topic == topic],
            }
            for topic in RightTopic
        ]
        path = reverse("coordination:rights_sheet", args=[tongue, f"{origin}-{destination}"])
        return {
            "origin": names[origin],
            "destination": names[destination],
            "said": said,
            "address": f"{settings.PUBLIC_URL.rstrip('/')}{path}",
            "help": f"{settings.PUBLIC_URL.rstrip('/')}/info/{tongue}/",
            "today": clock.today(),
        }

    return _told("sheet", tongue, f"{origin}-{destination}/", context)


def _today() -> Any:
    """The lines that hold today; anybody may read them."""
    today = clock.today()
    began = Q(valid_from=None) | Q(valid_from__lte=today)
    return RightsLine.objects.filter(began, Q(valid_to=None) | Q(valid_to__gte=today))


def _told(name: str, tongue: str, rest: str, context: Any) -> HttpResponse:
    if tongue not in TONGUES:
        raise NotFound
    others = [(code, label, f"/rights/{code}/{rest}") for code, label in TONGUES.items() if code != tongue]
    with translation.override(tongue):
        text = render_to_string(
            f"coordination/rights/{name}.html", {"tongue": tongue, "others": others, **context()}
        )
    return HttpResponse(text, headers=HEADERS | {"Content-Language": tongue})


@page(purpose=OVERSIGHT)
def lines(request: Request) -> HttpResponse:
    """Every line of every sheet, with its source, by corridor."""
    rows = RightsLine.objects.select_related("origin", "destination")
    found = keyset(rows, ("origin_id", "destination_id", "code"), request.GET.get("after", ""))
    writes = rules.may_write(request.access)
    table = Table(
        _("Lines of the sheets, by corridor"),
        (_("Corridor"), _("Question"), _("Text"), _("Source"), _("In force")),
        [
            [
                Cell(f"{one.origin} → {one.destination}", _edit(one) if writes else _sheet(one)),
                Cell(one.get_topic_display()),
                Cell(one, doubtful=one.to_confirm),
                Cell(one.source),
                Cell(span(one.valid_from, one.valid_to)),
            ]
            for one in found.rows
        ],
        _("Nothing is written down yet."),
    )
    doing = [Do(_("The sheets, as travellers read them"), reverse("coordination:rights"), "route")]
    if writes:
        doing.append(Do(_("Add a line"), reverse("coordination:rights_new"), "plus"))
    lead = _(
        "What a traveller may do on each corridor. Each line says where it stands; what is doubtful says so."
    )
    return listed(request, Listing(_("Rights on the road"), lead, table, None, found.next, doing, parts()))


@page(purpose=OVERSIGHT, roles=rules.KEEPERS)
def new(request: Request) -> HttpResponse:
    """A line of a sheet."""
    return written(
        request,
        RightForm(request.POST or None),
        lambda values: actions.add_right(intent(request), **values),
        heading=_("Add a line"),
        back=_back(),
        said=_("Written down."),
        to=lambda _made: _back().url,
    )


@page(purpose=OVERSIGHT, roles=rules.KEEPERS)
def edit(request: Request, pk: UUID) -> HttpResponse:
    """Correct or confirm a line, or end it."""
    found = the(request.access, RightsLine, pk, "origin", "destination")
    names = ("text_fr", "text_en", "framework_id", "valid_from", "valid_to", "source")
    initial = initial_of(found, names) | {"confirmed": not found.to_confirm}
    return written(
        request,
        RightForm(request.POST or None, initial=initial, changing=True),
        lambda values: actions.change_right(intent(request), found, **values),
        heading=_("Correct or confirm"),
        lead=f"{found.origin} → {found.destination} · {found.get_topic_display()}",
        back=_back(),
        said=_("Saved."),
        to=lambda _made: _back().url,
        thing=found,
    )


def _back() -> Back:
    return Back(_("Rights on the road"), reverse("coordination:rights_lines"))


def _edit(one: RightsLine) -> str:
    return reverse("coordination:rights_edit", args=[one.pk])


def _sheet(one: RightsLine) -> str:
    return reverse("coordination:rights_sheet", args=["fr", f"{one.origin_id}-{one.destination_id}"])
