"""Pages of a case: the list, opening one, its overview, what is decided about it."""

from typing import Any
from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import render
from django.utils.http import urlencode
from django.utils.translation import gettext as _

from jatigi.cases import actions, clocks, forms, lists, next_step, rules
from jatigi.cases.codes import URGENCY_LEVEL, Area, Track
from jatigi.cases.frames import answer, frame, opened, sections, url_of
from jatigi.cases.models import AreaAssessment, AsylumHandOff, Case, Note, Plan, ServiceGiven
from jatigi.cases.screening import suggestion
from jatigi.cases.story import timeline
from jatigi.cases.tasks import lists as task_lists
from jatigi.cases.team.members import case_workers
from jatigi.kernel import hooks, reading
from jatigi.kernel.access import Intent, Purpose, Role
from jatigi.kernel.http import Request, page
from jatigi.people import identity, summary, words
from jatigi.people.models import Person
from jatigi.people.views.common import uuid_or_none
from jatigi.protection import bases
from jatigi.protection.models import LawfulBasis

WORK = (Role.CASE_WORKER, Role.SUPERVISOR)
WELCOME = (*WORK, Role.RECEPTION)
CM = Purpose.CASE_MANAGEMENT
OWN_PART = "cases/part_of_person.html"
STORY_PAGE = 100


@page(purpose=CM, roles=WORK)
def index(request: Request) -> HttpResponse:
    """Cases of the organisation, by whose they are, urgency and state."""
    form = forms.FilterForm(request.GET)
    wanted = form.cleaned_data if form.is_valid() else {}
    found, following = lists.found(request.access, wanted, request.GET.get("after", ""))
    chosen = {name: value for name, value in wanted.items() if value}
    context = {
        "form": form,
        "lines": found,
        "chosen": chosen,
        "next": f"?{urlencode({**chosen, 'after': following})}" if following else "",
        "first": f"?{urlencode(chosen)}" if "after" in request.GET else "",
    }
    return render(request, "cases/list.html", context)


@page(purpose=CM, roles=WELCOME)
def open_case(request: Request, person: UUID) -> HttpResponse:
    """Open a case for a registered person; what the screening said is suggested, a human decides."""
    somebody = reading.open_record(request.access, Person, person)
    hint = suggestion(request.access, somebody)
    workers = case_workers(request.access)
    initial = {"tracks": hint.tracks, "urgency": hint.urgency, "case_worker": _myself(request)}
    form = forms.OpenForm(request.POST or None, initial=initial, workers=workers)

    def act(intent: Intent) -> Case:
        data = form.cleaned_data
        return actions.open_case(
            intent, person=somebody.pk, urgency=data["urgency"], tracks=data["tracks"], site=somebody.site_id,
            case_worker=UUID(data["case_worker"]) if data["case_worker"] else None, why=data["why"],
        )  # fmt: skip

    def context() -> dict[str, Any]:
        name = identity.display_name(identity.of(request.access, [somebody.pk]).get(somebody.pk))
        return {"person": somebody, "name": name, "hint": hint}

    return answer(
        request,
        form,
        act,
        template="cases/open.html",
        context=context,
        then=url_of,
        said=_("The case is open."),
    )


@page(purpose=CM, roles=WELCOME)
def case(request: Request, pk: UUID) -> HttpResponse:
    """What protects first: urgency and clock, promises with dates, agreements, the next step."""
    found = opened(request, pk)
    if not rules.reads_contents(request.access):
        context = {"case": found, "level": URGENCY_LEVEL[found.urgency], "clock": clocks.of(found)}
        return render(request, "cases/fact.html", context)
    access = request.access
    plan = Plan.objects.visible_to(access).filter(case=found).first()
    tasks = task_lists.open_of(access, found)
    shown = frame(
        request, found, plan=plan, tasks=tasks[:5], areas=_areas(request, found),
        next_step=next_step.of(access, found, plan, tasks),
        asylum=AsylumHandOff.objects.visible_to(access).filter(case=found).order_by("-at").first(),
        tracks=[Track(track).label for track in found.tracks if track in Track.values],
        may_assign=actions.assign.may(access, found), added=sections(request, _added(request, found)),
        consents=[_agreed(basis) for basis in bases.live(access, found.person_id)],
    )  # fmt: skip
    shown["protection"] = summary.protection(access, shown["person"])
    shown["brief"] = summary.brief(shown["person"], shown["identity"])
    return render(request, "cases/case.html", shown)


def _agreed(basis: LawfulBasis) -> tuple[str, str]:
    who = basis.recipient.full if basis.recipient else _("recorded here")
    until = words.date_in_words(basis.until)
    text = _("%(kind)s: %(who)s, until %(until)s") % {
        "kind": basis.get_kind_display(),
        "who": who,
        "until": until,
    }
    return text, "warning" if basis.second_look_due else "success"


def _areas(request: Request, found: Case) -> list[AreaAssessment]:
    """The latest finding of each area, in the order of the areas."""
    rows = AreaAssessment.objects.visible_to(request.access).filter(case=found).order_by("assessed_at")
    latest = {row.area: row for row in rows.select_related("assessed_by")}
    return [latest[area] for area in Area.values if area in latest]


def _added(request: Request, found: Case) -> list[hooks.Section]:
    of_case = [part for add in hooks.case_sections for part in add(request.access, found.pk)]
    of_person = [part for add in hooks.person_sections for part in add(request.access, found.person_id)]
    return [*of_case, *[part for part in of_person if part.template != OWN_PART]]


def _myself(request: Request) -> str:
    return str(request.access.account) if request.access.has(Role.CASE_WORKER) else ""


@page(purpose=CM, roles=WORK)
def assessment(request: Request, pk: UUID) -> HttpResponse:
    """The areas of the assessment: the latest finding of each, and a form for what is found now."""
    found = opened(request, pk)
    form = forms.AssessmentForm(request.POST or None)
    return answer(
        request, form, lambda intent: actions.assess(intent, found, findings=form.findings()),
        template="cases/assessment.html",
        context=lambda: frame(request, found, areas=_areas(request, found)),
        then=url_of(found, "assessment"), said=_("The assessment is saved."),
    )  # fmt: skip


@page(purpose=CM, roles=WORK)
def notes(request: Request, pk: UUID) -> HttpResponse:
    """The notes, newest first, each with what it follows."""
    found = opened(request, pk)
    form = forms.NoteForm(request.POST or None, initial={"follows": request.GET.get("follows")})

    def context() -> dict[str, Any]:
        rows = Note.objects.visible_to(request.access).filter(case=found).select_related("written_by")
        written = {note.pk: note for note in rows.order_by("-written_at", "-entered_at")}
        pairs = [
            (note, written.get(note.follows_id) if note.follows_id else None) for note in written.values()
        ]
        return frame(request, found, notes=pairs, follows=_followed(request, written))

    return answer(
        request, form,
        lambda intent: actions.write_note(
            intent, found, text=form.cleaned_data["text"], follows=form.cleaned_data["follows"]
        ),
        template="cases/notes.html", context=context, then=url_of(found, "notes"), said=_("The note is written."),
    )  # fmt: skip


@page(purpose=CM, roles=WORK)
def services(request: Request, pk: UUID) -> HttpResponse:
    """What the organisation itself did for the person."""
    found = opened(request, pk)
    form = forms.ServiceForm(request.POST or None)

    def context() -> dict[str, Any]:
        rows = ServiceGiven.objects.visible_to(request.access).filter(case=found).select_related("given_by")
        return frame(request, found, services=rows.order_by("-given_at"))

    return answer(
        request, form,
        lambda intent: actions.give_service(
            intent, found, need=form.cleaned_data["need"], quantity=form.cleaned_data["quantity"],
            note=form.cleaned_data["note"],
        ),
        template="cases/services.html", context=context, then=url_of(found, "services"),
        said=_("The service is written down."),
    )  # fmt: skip


@page(purpose=CM, roles=WORK)
def story(request: Request, pk: UUID) -> HttpResponse:
    """Everything that happened, newest first, also what was on paper first."""
    found = opened(request, pk)
    start = _int(request.GET.get("from"))
    entries = timeline.of(request.access, found.pk)
    context = {
        "entries": timeline.with_authors(entries[start : start + STORY_PAGE]),
        "next": f"?from={start + STORY_PAGE}" if len(entries) > start + STORY_PAGE else "",
        "previous": f"?from={max(0, start - STORY_PAGE)}" if start else "",
    }
    return render(request, "cases/story.html", frame(request, found, **context))


def _followed(request: Request, written: dict[UUID, Note]) -> Note | None:
    pk = uuid_or_none(request.GET.get("follows"))
    return written.get(pk) if pk else None


def _int(text: str | None) -> int:
    return int(text) if text and text.isdecimal() and len(text) < 6 else 0
