"""The home page: what must be done today, in order of danger, and the next verbs."""

from collections import defaultdict
from datetime import UTC, datetime
from typing import Any

from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from jatigi.agencies.context import menu
from jatigi.kernel import hooks
from jatigi.kernel.access import Purpose
from jatigi.kernel.http import Request, page

FAR = datetime.max.replace(tzinfo=UTC)
HEADINGS = {
    hooks.Danger.LIFE: _("Lives at risk"),
    hooks.Danger.OVERDUE: _("Overdue"),
    hooks.Danger.TODAY: _("Today"),
    hooks.Danger.SOON: _("In the next days"),
    hooks.Danger.WHEN_POSSIBLE: _("When you have time"),
}
VERBS = 6


@page(purpose=Purpose.CASE_MANAGEMENT)
def home(request: Request) -> HttpResponse:
    """What must be done today by this person, the most dangerous first."""
    items = sorted(
        (item for today in hooks.today for item in today(request.access)),
        key=lambda item: (item.danger, item.due or FAR),
    )
    verbs = [item for item in menu(request.access) if item.url != reverse("agencies:home")][:VERBS]
    return render(
        request,
        "agencies/home.html",
        {"groups": _groups(items), "total": sum(item.count for item in items), "verbs": verbs},
    )


def _groups(items: list[hooks.TodayItem]) -> list[dict[str, Any]]:
    grouped: dict[int, list[hooks.TodayItem]] = defaultdict(list)
    for item in items:
        grouped[item.danger].append(item)
    return [
        {
            "danger": danger,
            "heading": HEADINGS.get(danger, HEADINGS[hooks.Danger.WHEN_POSSIBLE]),
            "items": found,
            "count": sum(item.count for item in found),
        }
        for danger, found in sorted(grouped.items())
    ]
