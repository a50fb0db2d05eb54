"""Three pages of links. Texts are those of the address (fr, en), never of a cookie."""

from typing import Any

from django.http import HttpResponse
from django.template.loader import render_to_string
from django.utils import translation
from django.views.decorators.http import require_safe

from jatigi.directory import cards, search
from jatigi.directory.alone.places import NEEDS, needs, regions
from jatigi.directory.cards import Card
from jatigi.directory.hsds import rules
from jatigi.directory.models import Service
from jatigi.directory.search import Wanted
from jatigi.kernel.errors import NotFound
from jatigi.kernel.http import Request, public
from jatigi.people.codes import Need

PAGE = 10
TONGUES = {"fr": "Français", "en": "English"}
HEADERS = {
    "Cache-Control": "no-store",
    "Referrer-Policy": "no-referrer",
    "X-Robots-Tag": "noarchive",
}
"""On a shared telephone nothing of it stays to be found by going back."""


@require_safe
@public()
def start(request: Request, tongue: str = "") -> HttpResponse:
    """What is needed?"""
    tongue = tongue or (translation.get_language() or "fr")[:2]
    return _told("needs", tongue, "", lambda: {"needs": needs()})


@require_safe
@public()
def places(request: Request, tongue: str, number: int) -> HttpResponse:
    """Where?"""
    need = _need(number)
    return _told(
        "places",
        tongue,
        f"{number}/",
        lambda: {"countries": regions(need), "need": need.label, "number": number},
    )


@require_safe
@public()
def services(request: Request, tongue: str, number: int, code: str) -> HttpResponse:
    """Who helps there, the open ones first, and how to call."""
    need = _need(number)
    place = search.place_of(code)
    if place is None:
        raise NotFound
    only_open, start = "o" in request.GET, _from(request.GET.get("p", ""))

    def context() -> dict[str, Any]:
        rows = search.matching(rules.PUBLIC, Wanted(need=need.value, place=place))
        found = cards.cards(rules.PUBLIC, [row for row in rows if row.organisation.active])
        found.sort(key=lambda card: (card.full, not (card.open_now or card.service.emergency)))
        if only_open:
            found = [card for card in found if card.open_now or card.service.emergency]
        return {
            "need": need.label,
            "number": number,
            "place": str(place),
            "only_open": only_open,
            "found": [_entry(card) for card in found[start : start + PAGE]],
            "next": start + PAGE if start + PAGE < len(found) else None,
        }

    return _told("services", tongue, f"{number}/{code}/", context)


def _entry(card: Card) -> dict[str, Any]:
    """What a person needs to go there or to call. Of a hidden place: its region and its telephone, nothing else."""
    service = card.service
    phones = [service.phone, *(item["number"] for item in service.phones)]
    return {
        "card": card,
        "service": service,
        "phones": [number for number in phones if number][:3],
        "description": _said(service, "description"),
        "eligibility": _said(service, "eligibility"),
        "languages": cards.languages(service),
        "documents": service.documents[:6],
        "costs": service.costs[:4],
        "address": _address(card),
        "intake": "" if service.hidden else service.intake_address,
    }


def _said(service: Service, name: str) -> str:
    """A text in the language of the page, else in the other one."""
    texts = [getattr(service, f"{name}_{tongue}") for tongue in TONGUES]
    english = translation.get_language() == "en"
    return str(next(filter(None, reversed(texts) if english else texts), ""))


def _address(card: Card) -> str:
    location = card.location
    if location is None:
        return ""
    return ", ".join(filter(None, (location.address, location.city, location.directions)))


def _need(number: int) -> Need:
    if number not in NEEDS:
        raise NotFound
    return NEEDS[number]


def _from(text: str) -> int:
    return int(text) if text.isascii() and text.isdecimal() and len(text) < 5 else 0


def _told(name: str, tongue: str, rest: str, context: Any) -> HttpResponse:
    if tongue not in TONGUES:
        raise NotFound
    others = [(code, label, f"/info/{code}/{rest}") for code, label in TONGUES.items() if code != tongue]
    with translation.override(tongue):
        page = render_to_string(
            f"directory/alone/{name}.html", {"tongue": tongue, "others": others, **context()}
        )
    return HttpResponse(page, headers=HEADERS | {"Content-Language": tongue})
