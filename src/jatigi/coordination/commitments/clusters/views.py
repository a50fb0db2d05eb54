"""Pages of groups: what is proposed, which there are, one of them."""

from typing import Any
from uuid import UUID

from django import forms
from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_POST

from jatigi.agencies import who
from jatigi.coordination.codes import Theme
from jatigi.coordination.commitments import finding, rules
from jatigi.coordination.commitments.clusters import actions, jobs, proposing
from jatigi.coordination.commitments.lines import lines
from jatigi.coordination.commitments.models import Cluster, Commitment
from jatigi.coordination.measures.models import Measure, MeasureCommitment
from jatigi.coordination.rules import REPORTERS, SECRETARIAT
from jatigi.kernel.access import Access, Purpose
from jatigi.kernel.errors import Invalid, NotFound, Refused
from jatigi.kernel.http import Request, intent, page, perform
from jatigi.kernel.pages import keyset

OVERSIGHT = Purpose.OVERSIGHT
GROUPS_SHOWN = 20
MOST_SHOWN = 200


class NameForm(forms.Form):
    """What a group is called."""

    title = forms.CharField(label=gettext_lazy("Title of the group"), max_length=actions.TITLE_LENGTH)
    theme = forms.ChoiceField(
        label=gettext_lazy("Theme"), required=False, choices=[("", gettext_lazy("not said")), *Theme.choices]
    )


class MergeForm(forms.Form):
    """Which group comes into this one."""

    other = forms.ChoiceField(label=gettext_lazy("Which group comes into this one?"))

    def __init__(self, *args: Any, offered: list[Cluster], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["other"].choices = [(str(one.pk), one.title) for one in offered]  # type: ignore[attr-defined]


class MeasureForm(forms.Form):
    """Which measure answers all of the group."""

    measure = forms.ChoiceField(label=gettext_lazy("Which measure answers all of it?"))

    def __init__(self, *args: Any, offered: list[Measure], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["measure"].choices = [(str(one.pk), one.title) for one in offered]  # type: ignore[attr-defined]


@page(purpose=OVERSIGHT)
def clusters(request: Request) -> HttpResponse:
    """The groups that there are, the newest first."""
    found = keyset(Cluster.objects.visible_to(request.access), ("-entered_at",), request.GET.get("after", ""))
    context = {
        "clusters": found.rows,
        "next": f"?after={found.next}" if found.next else "",
        "may_decide": rules.may_record(request.access),
    }
    return render(request, "coordination/commitments/clusters.html", context)


@page(purpose=OVERSIGHT, roles=[SECRETARIAT])
def proposals(request: Request) -> HttpResponse:
    """What reads alike, to be confirmed or refused by a person."""
    found, total = proposing.proposed(request.access, GROUPS_SHOWN)
    context = {"groups": found, "total": total}
    return render(request, "coordination/commitments/proposals.html", context)


@require_POST
@page(purpose=OVERSIGHT, roles=[SECRETARIAT])
def look(request: Request) -> HttpResponse:
    """Look for likeness now."""
    jobs.look_now.enqueue()
    messages.success(request, _("They are being compared. Come back in a minute."))
    return redirect("coordination:cluster_proposals")


@require_POST
@page(purpose=OVERSIGHT, roles=[SECRETARIAT])
def decide(request: Request) -> HttpResponse:
    """A person's decision about a proposed group: those ticked ask for the same, or do not."""
    chosen = _ids(request.POST.getlist("commitments"))
    try:
        if request.POST.get("decision") == "refuse":
            actions.refuse(intent(request), commitments=chosen)
            messages.success(request, _("Remembered: they are not proposed together again."))
            return redirect("coordination:cluster_proposals")
        into = _ids([request.POST.get("into", "")])
        made = actions.confirm(
            intent(request),
            commitments=chosen,
            title=request.POST.get("title", ""),
            into=into[0] if into else None,
        )
    except Invalid as error:
        messages.error(request, " ".join(map(str, error.errors.values())))
        return redirect("coordination:cluster_proposals")
    messages.success(request, _("They stand in one group now."))
    if Commitment.objects.visible_to(request.access).filter(pk__in=chosen).exclude(cluster=made).exists():
        messages.info(request, _("What another secretariat keeps up comes in when it says so."))
    return redirect("coordination:cluster", made.pk)


@page(purpose=OVERSIGHT)
def cluster(request: Request, pk: UUID) -> HttpResponse:
    """One group: what is in it, which measures answer it, and its verbs."""
    found = _cluster(request.access, pk)
    return _show(request, found)


def _show(request: Request, found: Cluster, status: int = 200, **changed: Any) -> HttpResponse:
    access = request.access
    wanted = finding.Wanted(cluster=found.pk)
    rows = list(finding.found(access, wanted).order_by("due", "id")[:MOST_SHOWN])
    answers = MeasureCommitment.objects.visible_to(access).filter(commitment__in=[row.pk for row in rows])
    measures = Measure.objects.visible_to(access).filter(pk__in=answers.values("measure"))
    keeps = rules.may_keep_cluster(access, found)
    forms_: dict[str, Any] = {}
    if keeps:
        forms_["naming"] = NameForm(initial={"title": found.title, "theme": found.theme})
        others = _others(access, found)
        forms_["merging"] = MergeForm(offered=others) if others else None
    if rules.may_do_for_all(access, found):
        offered = _measures(access, found)
        forms_["answering"] = MeasureForm(offered=offered) if offered else None
    context = {
        "cluster": found,
        "lines": lines(access, rows),
        "measures": list(measures.select_related("organisation").order_by("due_on", "id")),
        "removable": {row.pk for row in rows if keeps or rules.may_keep(access, row)},
        **forms_,
        **changed,
    }
    return render(request, "coordination/commitments/cluster.html", context, status=status)


@require_POST
@page(purpose=OVERSIGHT, roles=[SECRETARIAT])
def rename(request: Request, pk: UUID) -> HttpResponse:
    """What it is called."""
    found = _kept(request.access, pk)
    form = NameForm(request.POST)
    if form.is_valid():
        done = perform(request, form, lambda: actions.rename(intent(request), found, **form.cleaned_data))
        if done is not None:
            messages.success(request, _("Saved."))
            return redirect("coordination:cluster", pk)
    return _show(request, found, 422, naming=form)


@require_POST
@page(purpose=OVERSIGHT, roles=[SECRETARIAT])
def merge(request: Request, pk: UUID) -> HttpResponse:
    """Another group comes into this one."""
    found = _kept(request.access, pk)
    form = MergeForm(request.POST, offered=_others(request.access, found))
    if form.is_valid():
        other = UUID(form.cleaned_data["other"])
        if perform(request, form, lambda: actions.merge(intent(request), found, other=other)) is not None:
            messages.success(request, _("They are one group now."))
            return redirect("coordination:cluster", pk)
    return _show(request, found, 422, merging=form)


@require_POST
@page(purpose=OVERSIGHT, roles=[SECRETARIAT])
def separate(request: Request, pk: UUID) -> HttpResponse:
    """Those ticked leave the group."""
    found = _cluster(request.access, pk)
    try:
        left = actions.separate(intent(request), found, commitments=_ids(request.POST.getlist("commitments")))
    except Invalid as error:
        messages.error(request, " ".join(map(str, error.errors.values())))
        return redirect("coordination:cluster", pk)
    messages.success(request, _("Taken out of the group."))
    return redirect("coordination:cluster", pk) if left else redirect("coordination:clusters")


@require_POST
@page(purpose=OVERSIGHT, roles=REPORTERS)
def answer(request: Request, pk: UUID) -> HttpResponse:
    """One measure answers all of it."""
    found = _cluster(request.access, pk)
    form = MeasureForm(request.POST, offered=_measures(request.access, found))
    if form.is_valid():
        measure = UUID(form.cleaned_data["measure"])
        if (
            perform(request, form, lambda: actions.answer(intent(request), found, measure=measure))
            is not None
        ):
            messages.success(request, _("The measure answers the whole group."))
            return redirect("coordination:cluster", pk)
    return _show(request, found, 422, answering=form)


def _cluster(access: Access, pk: UUID) -> Cluster:
    found: Cluster | None = Cluster.objects.visible_to(access).filter(pk=pk).first()
    if found is None:
        raise NotFound
    return found


def _kept(access: Access, pk: UUID) -> Cluster:
    """A group that the asker keeps up. Raises `NotFound`, `Refused`."""
    found = _cluster(access, pk)
    if not rules.may_keep_cluster(access, found):
        raise Refused(code="may_keep_cluster")
    return found


def _others(access: Access, found: Cluster) -> list[Cluster]:
    rows = Cluster.objects.visible_to(access).filter(organisation_id=who.house(access))
    return list(rows.exclude(pk=found.pk).order_by("title", "id")[:MOST_SHOWN])


def _measures(access: Access, found: Cluster) -> list[Measure]:
    """The own ones; for the secretariat of the group all."""
    rows = Measure.objects.visible_to(access).exclude(state="abandoned")
    if not rules.may_keep_cluster(access, found):
        rows = rows.filter(organisation_id=who.house(access))
    return list(rows.order_by("title", "id")[:MOST_SHOWN])


def _ids(texts: list[str]) -> list[UUID]:
    found = []
    for text in texts:
        try:
            found.append(UUID(text))
        except ValueError:
            continue
    return found
