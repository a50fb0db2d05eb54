"""How the plain pages of the room are drawn: a list, one thing, a form. Each view says what stands on them."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field
from typing import Any, TypeVar
from uuid import UUID

from django import forms
from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from jatigi.kernel.access import Access
from jatigi.kernel.errors import NotFound
from jatigi.kernel.http import Request, perform
from jatigi.kernel.models import ProtectedModel
from jatigi.ui.words import dated, moment

M = TypeVar("M", bound=ProtectedModel)


@dataclass(frozen=True, slots=True)
class Cell:
    """What stands in a table or behind a label. doubtful: still to be confirmed; tone: shown as a state."""

    text: Any
    url: str = ""
    tone: str = ""
    doubtful: bool = False
    number: bool = False


@dataclass(frozen=True, slots=True)
class Table:
    """Rows under headings; `add` leads to the form for one more."""

    caption: Any
    headings: Sequence[Any]
    rows: Sequence[Sequence[Cell]]
    empty: Any = ""
    add: str = ""
    add_label: Any = ""

    @property
    def lines(self) -> list[list[tuple[Any, Cell]]]:
        """Each cell with the heading that is read beside it on a telephone, none for the first."""
        return [list(zip(("", *self.headings[1:]), row, strict=True)) for row in self.rows]


@dataclass(frozen=True, slots=True)
class Do:
    """Something that can be done: a link, or a button where it is sent."""

    label: Any
    url: str
    icon: str = "pencil"
    kind: str = "quiet"
    send: bool = False


@dataclass(frozen=True, slots=True)
class Back:
    label: Any
    url: str


@dataclass(frozen=True)
class Sheet:
    """One thing: its facts, what it says at length, its tables, what can be done."""

    heading: Any
    back: Back
    state: Cell | None = None
    facts: Sequence[tuple[Any, Cell]] = ()
    texts: Sequence[tuple[Any, str]] = ()
    tables: Sequence[Table] = ()
    doing: Sequence[Do] = ()
    warning: Any = ""
    extra: dict[str, Any] = field(default_factory=dict)


@dataclass(frozen=True)
class Listing:
    """A page that lists: filters, one table, the next page."""

    heading: Any
    lead: Any
    table: Table
    form: forms.Form | None = None
    next: str = ""
    doing: Sequence[Do] = ()
    parts: Sequence[tuple[Any, str]] = ()
    back: Back | None = None
    more: Sequence[Table] = ()
    warning: Any = ""


def listed(request: Request, page: Listing) -> HttpResponse:
    query = request.GET.copy()
    query.pop("after", None)
    kept = query.urlencode()
    following = f"?{kept}{'&' if kept else ''}after={page.next}" if page.next else ""
    parts = [{"label": label, "url": url} for label, url in page.parts]
    return render(request, "coordination/list.html", {"page": page, "following": following, "parts": parts})


def shown(request: Request, sheet: Sheet, template: str = "coordination/one.html") -> HttpResponse:
    return render(request, template, {"page": sheet, **sheet.extra})


def written(
    request: Request,
    form: Any,
    act: Callable[[dict[str, Any]], Any],
    *,
    heading: Any,
    back: Back,
    said: Any,
    to: Callable[[Any], str],
    thing: ProtectedModel | None = None,
    lead: Any = "",
) -> HttpResponse:
    """The page of a form: what it says is done by `act`, then on to where `to` says."""
    if form.is_valid():
        made = perform(request, form, lambda: act(form.values()))
        if made is not None:
            messages.success(request, said)
            return redirect(to(made))
    context = {
        "form": form,
        "heading": heading,
        "back": back,
        "lead": lead,
        "seen": request.POST.get("seen", thing.version if thing else ""),
    }
    return render(request, "coordination/write.html", context, status=422 if form.errors else 200)


def the(access: Access, model: type[M], pk: UUID | str, *related: str) -> M:
    """The row that may be seen. Raises `NotFound`."""
    rows = model.objects.visible_to(access).filter(pk=pk)
    found = (rows.select_related(*related) if related else rows).first()
    if found is None:
        raise NotFound
    return found


def initial_of(thing: Any, names: Iterable[str]) -> dict[str, Any]:
    """The values of a row as its form shows them; ids as text."""
    found = {name.removesuffix("_id"): getattr(thing, name) for name in names}
    return {name: str(value) if isinstance(value, UUID) else value for name, value in found.items()}


def source(thing: Any) -> tuple[Any, Cell]:
    """Where it stands, and whether that must still be confirmed."""
    return _("Source"), Cell(thing.source, doubtful=thing.to_confirm)


def span(first: Any, last: Any) -> Any:
    """Two days in words; one where both are the same or the last is open."""
    if first is None and last is None:
        return ""
    if last is None:
        return _("since %(day)s") % {"day": _day(first)}
    if first is None:
        return _("until %(day)s") % {"day": _day(last)}
    return _day(first) if first == last else f"{_day(first)} – {_day(last)}"


def _day(value: Any) -> str:
    return dated(value)


def day(value: Any) -> Any:
    return moment(value) if value else ""


def said(pairs: Iterable[tuple[Any, Any]]) -> list[tuple[Any, Cell]]:
    """The facts that say something."""
    cells = [(label, value if isinstance(value, Cell) else Cell(value)) for label, value in pairs]
    return [(label, cell) for label, cell in cells if cell.text not in (None, "")]
