"""What every page shows around its content."""

from typing import Any

from django.http import HttpRequest

from jatigi.kernel import hooks
from jatigi.kernel.access import ANONYMOUS


def page(request: HttpRequest) -> dict[str, Any]:
    """`access`, and the menu that the asker's roles open."""
    access = getattr(request, "access", ANONYMOUS)
    items = [item for entries in hooks.navigation for item in entries(access)] if access.account else []
    return {"access": access, "nav": sorted(items, key=lambda item: item.order)}
