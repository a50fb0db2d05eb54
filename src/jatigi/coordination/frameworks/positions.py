"""Pages of what each side says of a framework: the table of them, one more, one corrected."""

from uuid import UUID

from django.http import HttpResponse
from django.urls import reverse
from django.utils.translation import gettext as _

from jatigi.coordination import partial
from jatigi.coordination.frameworks import actions, rules
from jatigi.coordination.frameworks.forms import PositionForm
from jatigi.coordination.frameworks.models import Framework, Position
from jatigi.coordination.showing import Back, Cell, Table, initial_of, the, written
from jatigi.kernel.access import Purpose
from jatigi.kernel.http import Request, intent, page

OVERSIGHT = Purpose.OVERSIGHT


def table(found: Framework, positions: list[Position], writes: bool) -> Table:
    rows = [
        [
            Cell(one.side, reverse("coordination:position_edit", args=[one.pk]) if writes else ""),
            Cell(one, doubtful=one.to_confirm),
            Cell(partial.words(one.said)),
            Cell(one.source),
        ]
        for one in positions
    ]
    add = reverse("coordination:position_new", args=[found.pk]) if writes else ""
    headings = (_("Who says it"), _("What still holds"), _("Said on"), _("Source"))
    return Table(_("What each side says"), headings, rows, "", add, _("Note what a side says"))


@page(purpose=OVERSIGHT, roles=rules.KEEPERS)
def position_new(request: Request, pk: UUID) -> HttpResponse:
    """What one side says still holds."""
    whole = the(request.access, Framework, pk)
    return written(
        request,
        PositionForm(request.POST or None),
        lambda values: actions.note_position(intent(request), framework=whole.pk, **values),
        heading=_("Note what a side says"),
        lead=str(whole),
        back=back_to(whole),
        said=_("Written down."),
        to=lambda _made: back_to(whole).url,
    )


@page(purpose=OVERSIGHT, roles=rules.KEEPERS)
def position_edit(request: Request, pk: UUID) -> HttpResponse:
    """Correct or confirm what one side says."""
    found = the(request.access, Position, pk, "framework")
    initial = initial_of(found, ("side", "text_fr", "text_en", "source"))
    initial |= {"said": partial.parts(found.said), "confirmed": not found.to_confirm}
    return written(
        request,
        PositionForm(request.POST or None, initial=initial, changing=True),
        lambda values: actions.change_position(intent(request), found, **values),
        heading=_("Correct or confirm"),
        lead=str(found.framework),
        back=back_to(found.framework),
        said=_("Saved."),
        to=lambda _made: back_to(found.framework).url,
        thing=found,
    )


def back_to(whole: Framework) -> Back:
    return Back(str(whole), reverse("coordination:framework", args=[whole.pk]))
