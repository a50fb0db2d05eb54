"""Agreements between organisations: which exist, one of them, writing, signing, ending."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.functional import Promise
from django.utils.translation import gettext as _

from jatigi.kernel.access import Access, Purpose
from jatigi.kernel.errors import NotFound, Refused
from jatigi.kernel.http import Request, intent, page, perform
from jatigi.kernel.pages import keyset
from jatigi.protection import bases
from jatigi.protection.agreements import actions, rules
from jatigi.protection.agreements.forms import (
    PURPOSES,
    DenounceForm,
    DraftForm,
    SignForm,
    following,
    initial_of,
)
from jatigi.protection.agreements.models import SharingAgreement, SharingParty, SharingState
from jatigi.protection.codes import Category

ADMIN = Purpose.ADMINISTRATION
SOON_DAYS = 60
TONES = {
    SharingState.DRAFT: "warning", SharingState.SIGNED: "info", SharingState.IN_FORCE: "success",
    SharingState.ENDED: "neutral", SharingState.DENOUNCED: "danger", SharingState.DISCARDED: "neutral",
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Line:
    """An agreement with its parties, in words."""

    agreement: SharingAgreement
    parties: Sequence[SharingParty]

    @property
    def tone(self) -> str:
        return TONES[SharingState(self.agreement.state)]

    @property
    def names(self) -> list[str]:
        return [party.organisation.full for party in self.parties]

    @property
    def categories(self) -> list[str | Promise]:
        return [Category(name).label for name in self.agreement.categories]

    @property
    def purposes(self) -> list[str | Promise]:
        return [words for name, words in PURPOSES if name in self.agreement.purposes]

    @property
    def days_left(self) -> int | None:
        """Days until the end where it is in force and they are few, None otherwise."""
        left = (self.agreement.until - bases.today()).days
        return left if self.agreement.state == SharingState.IN_FORCE and left <= SOON_DAYS else None


@page(purpose=ADMIN, roles=rules.READERS)
def sharing(request: Request) -> HttpResponse:
    """Those of the own organisation; for the coordinator all that exist, the one that ends last first."""
    rows = SharingAgreement.objects.visible_to(request.access)
    found = keyset(rows, ("-until",), request.GET.get("after", ""))
    context = {
        "lines": lines(request.access, found.rows),
        "next": found.next,
        "may_draft": rules.may_draft(request.access),
    }
    return render(request, "protection/sharing/list.html", context)


@page(purpose=ADMIN, roles=rules.ARRANGERS)
def new(request: Request) -> HttpResponse:
    """A draft; `like` takes up an agreement that ends, `with` and `category` what a referral lacked."""
    own = _own(request.access)
    form = DraftForm(request.POST or None, own=own, initial=_initial(request, own))
    if form.is_valid():
        made = perform(request, form, lambda: actions.draft(intent(request), **form.values()))
        if made is not None:
            messages.success(request, _("Written down. The other side is told; now each side signs."))
            return redirect("protection:sharing_one", made.pk)
    return render(request, "protection/sharing/draft.html", {"form": form}, status=_status(form))


@page(purpose=ADMIN, roles=rules.READERS)
def one(request: Request, pk: UUID) -> HttpResponse:
    """What it covers, who signed, what can be done now."""
    line = _line(request.access, pk)
    context = {"line": line, "agreement": line.agreement, **_doable(request.access, line)}
    return render(request, "protection/sharing/one.html", context)


@page(purpose=ADMIN, roles=rules.ARRANGERS)
def change(request: Request, pk: UUID) -> HttpResponse:
    """Another text of a draft; signatures fall."""
    line, own = _line(request.access, pk), _own(request.access)
    _must_bind(request.access, line, SharingState.DRAFT)
    form = DraftForm(
        request.POST or None, own=own, initial=initial_of(line.agreement, list(line.parties), own)
    )
    if form.is_valid():
        done = perform(
            request, form, lambda: actions.change(intent(request), line.agreement, **form.values())
        )
        if done is not None:
            messages.success(request, _("Changed. Each side signs this text anew."))
            return redirect("protection:sharing_one", pk)
    context = {"form": form, "line": line, "agreement": line.agreement}
    return render(request, "protection/sharing/draft.html", context, status=_status(form))


@page(purpose=ADMIN, roles=rules.ARRANGERS)
def sign(request: Request, pk: UUID) -> HttpResponse:
    """Write down who signed the paper for the own organisation, or for one where nobody works here."""
    line = _line(request.access, pk)
    _must_bind(request.access, line, SharingState.DRAFT)
    form = SignForm(request.POST or None, signing=_signing(request.access, line))
    if form.is_valid():
        given = {**form.cleaned_data, "organisation": UUID(form.cleaned_data["organisation"])}
        done = perform(request, form, lambda: actions.sign(intent(request), line.agreement, **given))
        if done is not None:
            messages.success(request, _("The signature is written down."))
            return redirect("protection:sharing_one", pk)
    context = {"form": form, "line": line, "agreement": line.agreement}
    return render(request, "protection/sharing/sign.html", context, status=_status(form))


@page(purpose=ADMIN, roles=rules.ARRANGERS)
def stop(request: Request, pk: UUID) -> HttpResponse:
    """Discard a draft, or denounce what was signed."""
    line = _line(request.access, pk)
    draft = line.agreement.state == SharingState.DRAFT
    _must_bind(request.access, line, SharingState.DRAFT, SharingState.SIGNED, SharingState.IN_FORCE)
    form = None if draft else DenounceForm(request.POST or None)
    if request.method == "POST" and (form is None or form.is_valid()):
        done = perform(request, form, lambda: _stopped(request, line.agreement, form))
        if done is not None:
            messages.success(request, _("Ended. Nothing more can be sent on it."))
            return redirect("protection:sharing")
    context = {"form": form, "line": line, "agreement": line.agreement}
    return render(request, "protection/sharing/stop.html", context, status=_status(form))


def lines(access: Access, agreements: Sequence[SharingAgreement]) -> list[Line]:
    """The agreements with their parties; one query for all."""
    rows = SharingParty.objects.visible_to(access).filter(agreement__in=[one.pk for one in agreements])
    parties: dict[UUID, list[SharingParty]] = {}
    for party in rows.select_related("organisation").order_by("entered_at", "pk"):
        parties.setdefault(party.agreement_id, []).append(party)
    return [Line(agreement, parties.get(agreement.pk, [])) for agreement in agreements]


def _stopped(request: Request, agreement: SharingAgreement, form: DenounceForm | None) -> SharingAgreement:
    if form is None:
        return actions.discard(intent(request), agreement)
    return actions.denounce(intent(request), agreement, **form.cleaned_data)


def _doable(access: Access, line: Line) -> dict[str, Any]:
    """What the asker can do with it now."""
    state, binds = line.agreement.state, rules.may_bind(access, line.agreement)
    draft = state == SharingState.DRAFT
    over = state in (SharingState.ENDED, SharingState.DENOUNCED) or line.days_left is not None
    return {
        "may_sign": binds and draft and bool(_signing(access, line)),
        "may_change": binds and draft,
        "may_stop": binds and state in (SharingState.DRAFT, SharingState.SIGNED, SharingState.IN_FORCE),
        "may_renew": binds and over,
    }


def _signing(access: Access, line: Line) -> list[SharingParty]:
    """The parties whose signature the asker may write down now."""
    return [
        party
        for party in line.parties
        if party.signed_on is None
        and (party.organisation_id == access.organisation or rules.is_guest(party.organisation_id))
    ]


def _must_bind(access: Access, line: Line, *states: str) -> None:
    """Raises `Refused` for whoever is no party, `NotFound` where nothing of this can be done any more."""
    if not rules.may_bind(access, line.agreement):
        raise Refused(code="no_party")
    if line.agreement.state not in states:
        raise NotFound


def _line(access: Access, pk: UUID) -> Line:
    found = SharingAgreement.objects.visible_to(access).select_related("denounced_by").filter(pk=pk).first()
    if found is None:
        raise NotFound
    return lines(access, [found])[0]


def _own(access: Access) -> UUID:
    if access.organisation is None:
        raise NotFound
    return access.organisation


def _initial(request: Request, own: UUID) -> dict[str, Any]:
    today = bases.today()
    like = request.GET.get("like", "")
    if like:
        line = _line(request.access, _uuid(like))
        return following(line.agreement, list(line.parties), own)
    return {
        "partners": request.GET.getlist("with"),
        "categories": [one for one in request.GET.getlist("category") if one in Category.values],
        "purposes": [PURPOSES[0][0]],
        "from_on": today,
        "until": today.replace(day=min(today.day, 28), year=today.year + 1),
    }


def _uuid(text: str) -> UUID:
    try:
        return UUID(text)
    except ValueError:
        raise NotFound from None


def _status(form: Any) -> int:
    return 422 if form is not None and form.errors else 200
