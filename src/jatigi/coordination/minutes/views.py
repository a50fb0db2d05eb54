"""The minutes of an event, paragraph by paragraph."""

from collections.abc import Sequence
from dataclasses import dataclass
from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _

from jatigi.coordination import rules as room
from jatigi.coordination.asking import Asked, NothingForm, ask, data, found, id_in
from jatigi.coordination.events.models import Event
from jatigi.coordination.events.views import body_of
from jatigi.coordination.minutes import actions, rules
from jatigi.coordination.minutes.forms import MarkForm, TextForm
from jatigi.coordination.minutes.models import (
    Mark,
    Minutes,
    MinutesState,
    MinutesVersion,
    Paragraph,
    ParagraphText,
)
from jatigi.kernel.access import Access, Purpose
from jatigi.kernel.errors import Conflict, Refused
from jatigi.kernel.http import Request, intent, page, perform

OVERSIGHT = Purpose.OVERSIGHT
TONES = {MinutesState.DRAFT: "warning", MinutesState.CIRCULATED: "info", MinutesState.ADOPTED: "success"}


@dataclass(frozen=True, slots=True)
class Shown:
    """A paragraph with what was marked in it, and how many texts wait to be joined into it."""

    paragraph: Paragraph
    marks: Sequence[Mark]
    waiting: int


def to(event: UUID) -> str:
    """The address of the minutes of an event."""
    return reverse("coordination:minutes", args=[event])


@page(purpose=OVERSIGHT)
def minutes(request: Request, pk: UUID) -> HttpResponse:
    """As they stand; whoever may write finds a button at each paragraph. Sent: they are begun."""
    event = found(request.access, Event, pk)
    if request.method == "POST":
        actions.begin(intent(request), event)
        return redirect("coordination:minutes_insert", pk)
    one = Minutes.objects.visible_to(request.access).filter(event=event).first()
    shown = paragraphs(request.access, one) if one else []
    writes = rules.may_begin(request.access, event)
    versions = MinutesVersion.objects.visible_to(request.access).filter(minutes__event=event)
    context = {
        "event": event,
        "body": body_of(event, request),
        "minutes": one,
        "tone": TONES[MinutesState(one.state)] if one else "",
        "paragraphs": [each for each in shown if not each.paragraph.removed],
        "removed": [each for each in shown if each.paragraph.removed] if writes else [],
        "adopted_in": _adopting(request.access, one),
        "versions": list(versions.defer("paragraphs").order_by("-entered_at")[:50]),
        "may_begin": writes and one is None,
        "writes": writes and one is not None and one.state == MinutesState.DRAFT,
        "keeps": one is not None and rules.keeps(request.access, one),
    }
    return render(request, "coordination/minutes/one.html", context)


@page(purpose=OVERSIGHT, roles=room.REPORTERS)
def insert(request: Request, pk: UUID) -> HttpResponse:
    """A new paragraph, after the one in `after` or at the end."""
    event = found(request.access, Event, pk)
    one = Minutes.objects.visible_to(request.access).filter(event=event).first()
    if one is None or not rules.may_write(request.access, one):
        raise Refused(code="may_write")
    form = TextForm(data(request))
    after = id_in(request.GET.get("after", ""))
    asked = Asked(_("New paragraph"), to(pk), _("Minutes"), icon="pen-line", told=_("Saved."))
    act = lambda: actions.insert(intent(request), one, text=form.cleaned_data["text"], after=after)  # noqa: E731
    try:
        return ask(request, form, asked, act, to(pk))
    except Conflict as refused:
        return _kept_on_the_page(request, form, asked, refused)


@page(purpose=OVERSIGHT, roles=room.REPORTERS)
def paragraph(request: Request, pk: UUID) -> HttpResponse:
    """Write in one paragraph. Where somebody was faster, both texts are shown and nothing is lost."""
    one, event = _written(request, pk)
    form = TextForm(data(request), initial={"text": one.text, "based_on": one.number})
    if form.is_valid():
        given = {"text": form.cleaned_data["text"], "based_on": form.cleaned_data["based_on"] or 0}
        try:
            kept = perform(request, form, lambda: actions.save_paragraph(intent(request), one, **given))
        except Conflict as refused:
            return _kept_on_the_page(request, form, _asked(request, one, event), refused)
        if kept is not None and not kept.aside:
            messages.success(request, _("Saved."))
            return redirect(to(event))
        if kept is not None:
            return _both(request, found(request.access, Paragraph, pk), event, kept)
    asked = _asked(request, one, event)
    context = {**asked.more, "asked": asked, "form": form}
    return render(request, asked.template, context, status=422 if form.errors else 200)


def _both(request: Request, one: Paragraph, event: UUID, mine: ParagraphText) -> HttpResponse:
    """The text that holds and one's own, which is kept beside it: join them and save again."""
    form = TextForm(initial={"text": mine.text, "based_on": one.number})
    asked = _asked(request, one, event)
    context = {**asked.more, "asked": asked, "form": form, "theirs": one.text}
    return render(request, asked.template, context, status=409)


def _kept_on_the_page(request: Request, form: TextForm, asked: Asked, refused: Conflict) -> HttpResponse:
    """What was typed stays on the page, with the reason why it was not saved."""
    form.add_error(None, str(refused))
    return render(
        request, asked.template, {**asked.more, "asked": asked, "form": form}, status=refused.status
    )


def _asked(request: Request, one: Paragraph, event: UUID) -> Asked:
    rows = ParagraphText.objects.visible_to(request.access).filter(paragraph=one).select_related("author")
    texts = list(rows.order_by("-number")[:50])
    more = {"texts": texts, "paragraph": one}
    return Asked(
        _("Change a paragraph"),
        to(event),
        _("Minutes"),
        template="coordination/minutes/paragraph.html",
        more=more,
    )


@page(purpose=OVERSIGHT, roles=room.REPORTERS)
def remove(request: Request, pk: UUID) -> HttpResponse:
    """It does not belong there; or it does after all."""
    one, event = _written(request, pk)
    form = NothingForm(data(request))
    if one.removed:
        asked = Asked(_("Put this paragraph back?"), to(event), _("Minutes"), label=_("Put it back"), icon="undo-2",
                      lead=one.text)  # fmt: skip
        return ask(request, form, asked, lambda: actions.restore_paragraph(intent(request), one), to(event))
    asked = Asked(_("Remove this paragraph?"), to(event), _("Minutes"), label=_("Remove"), kind="danger", icon="trash-2",
                  lead=one.text, told=_("Removed. It can be put back."))  # fmt: skip
    seen = request.POST.get("based_on", "")
    number = int(seen) if seen.isdecimal() else one.number
    act = lambda: actions.remove_paragraph(intent(request), one, based_on=number)  # noqa: E731
    return ask(request, form, asked, act, to(event))


@page(purpose=OVERSIGHT, roles=room.REPORTERS)
def mark(request: Request, pk: UUID) -> HttpResponse:
    """Which words decide something, or put it off."""
    one, event = _written(request, pk)
    form = MarkForm(data(request), initial={"passage": one.text})
    asked = Asked(
        _("Mark what was decided"), to(event), _("Minutes"), label=_("Mark"), icon="gavel", told=_("Marked.")
    )
    return ask(
        request, form, asked, lambda: actions.mark(intent(request), one, **form.cleaned_data), to(event)
    )


@page(purpose=OVERSIGHT, roles=room.REPORTERS)
def unmark(request: Request, pk: UUID) -> HttpResponse:
    """It was marked by mistake."""
    one = found(request.access, Mark, pk)
    _paragraph, event = _written(request, one.paragraph_id)
    asked = Asked(_("Remove the mark?"), to(event), _("Minutes"), label=_("Remove"), kind="danger", icon="trash-2",
                  lead=one.passage, told=_("Removed."))  # fmt: skip
    return ask(
        request, NothingForm(data(request)), asked, lambda: actions.unmark(intent(request), one), to(event)
    )


def _written(request: Request, pk: UUID) -> tuple[Paragraph, UUID]:
    """A paragraph that one may write, and the event it is about. Raises `NotFound`, `Refused`."""
    one = found(request.access, Paragraph, pk)
    if not rules.may_write_paragraph(request.access, one):
        raise Refused(code="may_write_paragraph")
    return one, rules.minutes_of(one).event_id


def paragraphs(access: Access, minutes: Minutes) -> list[Shown]:
    """Every paragraph in order, in three queries."""
    rows = list(Paragraph.objects.visible_to(access).filter(minutes=minutes))
    pks = [one.pk for one in rows]
    marks: dict[UUID, list[Mark]] = {}
    for mark in Mark.objects.visible_to(access).filter(paragraph__in=pks).order_by("entered_at"):
        marks.setdefault(mark.paragraph_id, []).append(mark)
    numbers = {one.pk: one.number for one in rows}
    aside = ParagraphText.objects.visible_to(access).filter(paragraph__in=pks, aside=True)
    waiting: dict[UUID, int] = {}
    for pk, number in aside.values_list("paragraph_id", "number"):
        waiting[pk] = waiting.get(pk, 0) + (number > numbers[pk])
    ordered = sorted(rows, key=lambda one: one.place)
    return [Shown(one, marks.get(one.pk, []), waiting.get(one.pk, 0)) for one in ordered]


def _adopting(access: Access, one: Minutes | None) -> Event | None:
    if one is None or one.adopted_in_id is None:
        return None
    return Event.objects.visible_to(access).filter(pk=one.adopted_in_id).first()
