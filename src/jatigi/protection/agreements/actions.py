"""Every write of an agreement between organisations: its text, each side's signature, its end."""

from collections.abc import Collection, Sequence
from datetime import date, timedelta
from typing import TYPE_CHECKING
from uuid import UUID

from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from typing_extensions import TypedDict

from jatigi.agencies.models import Organisation
from jatigi.kernel import states
from jatigi.kernel.access import Purpose
from jatigi.kernel.actions import EARLIEST, Act, action, creation
from jatigi.kernel.errors import Conflict, Invalid
from jatigi.kernel.hooks import Notice
from jatigi.kernel.text import LINE_LENGTH, clean, clean_name
from jatigi.protection import bases
from jatigi.protection.agreements import rules
from jatigi.protection.agreements.models import SharingAgreement, SharingParty, SharingState
from jatigi.protection.codes import BEYOND, Category

if TYPE_CHECKING:
    from jatigi.kernel.hooks import Text

LONGEST = timedelta(days=5 * 365 + 2)
"""An agreement is read again at least every five years; codebook k asks for a review every 6 to 12 months."""
TITLE_LENGTH = 160
ADMIN = Purpose.ADMINISTRATION


class Side(TypedDict):
    """A party and the direction: whether it gives data, whether it takes data."""

    organisation: UUID
    gives: bool
    takes: bool


@creation("sharing.draft", SharingAgreement, allow=rules.may_draft, purpose=ADMIN)
def draft(
    act: Act,
    *,
    title: str,
    parties: Sequence[Side],
    purposes: Collection[str],
    categories: Collection[str],
    from_on: date,
    until: date,
    paper: str = "",
) -> SharingAgreement:
    """Write down what is to be signed. Every other party is told. Raises `Invalid` by field."""
    agreement = SharingAgreement(organisation_id=act.organisation)
    _write(act, agreement, title=title, paper=paper, purposes=purposes, categories=categories,
           from_on=from_on, until=until)  # fmt: skip
    sides = _sides(act, parties)
    agreement.save()
    _bind(agreement, sides)
    _tell_others(
        act, agreement, "sharing.proposed", _("An agreement on sharing data waits for your signature.")
    )
    return agreement


@action("sharing.change", SharingAgreement, allow=rules.may_bind, purpose=ADMIN)
def change(
    act: Act,
    agreement: SharingAgreement,
    *,
    title: str,
    parties: Sequence[Side],
    purposes: Collection[str],
    categories: Collection[str],
    from_on: date,
    until: date,
    paper: str = "",
) -> SharingAgreement:
    """Another text, as long as not all have signed: what was signed before does not hold for it. Raises `Invalid`, `Conflict`."""
    _must_be_draft(agreement)
    _write(act, agreement, title=title, paper=paper, purposes=purposes, categories=categories,
           from_on=from_on, until=until)  # fmt: skip
    sides = _sides(act, parties)
    agreement.save()
    for party in parties_of(agreement):
        party.delete()
    _bind(agreement, sides)
    _tell_others(
        act, agreement, "sharing.proposed", _("An agreement on sharing data waits for your signature.")
    )
    return agreement


@action("sharing.sign", SharingAgreement, allow=rules.may_bind, purpose=ADMIN, step_up=True)
def sign(
    act: Act,
    agreement: SharingAgreement,
    *,
    signatory: str,
    function: str,
    signed_on: date,
    organisation: UUID | None = None,
) -> SharingAgreement:
    """Who signed the paper for the own organisation. With the last signature it holds, from its first day on.

    `organisation`: a party for which nobody works here, whose signature on paper is written down by another party.
    Raises `Conflict` where it is signed or over, `Invalid` by field.
    """
    _must_be_draft(agreement)
    if not agreement.paper:
        raise Invalid(paper=_("First say where the signed paper lies: change the draft."))
    party = _party(act, agreement, organisation or act.organisation)
    if party.signed_on is not None:
        raise Conflict(_("This organisation has signed already."), code="signed")
    party.signatory = clean_name(signatory, "signatory", needed=True)
    party.function = clean_name(function, "function", needed=True)
    party.signed_on = _past(signed_on, "signed_on")
    party.entered_by_id = act.signed()
    party.save()
    act.touched("signatory", "function", "signed_on")
    act.details["party"] = str(party.organisation_id)
    if all(one.signed_on for one in parties_of(agreement)):
        states.advance(agreement, "conclude")
        _begin_if_due(agreement)
        _tell_others(act, agreement, "sharing.signed", _("An agreement on sharing data is signed by all."))
    agreement.save()
    return agreement


@action("sharing.discard", SharingAgreement, allow=rules.may_bind, purpose=ADMIN)
def discard(act: Act, agreement: SharingAgreement) -> SharingAgreement:
    """A draft that nobody will sign."""
    return _close(act, agreement, "discard", _("A draft on sharing data was discarded."))


@action("sharing.denounce", SharingAgreement, allow=rules.may_bind, purpose=ADMIN, step_up=True)
def denounce(act: Act, agreement: SharingAgreement, *, why: str) -> SharingAgreement:
    """A party ends it before its time, at once and for all: nothing more is sent on it. What was sent before stays."""
    agreement.why = clean(why, "why", limit=LINE_LENGTH, needed=True)
    agreement.denounced_on = bases.today()
    agreement.denounced_by_id = act.organisation
    text = _("An agreement on sharing data was denounced: nothing more can be sent on it.")
    return _close(act, agreement, "denounce", text, urgent=True)


@action("sharing.begin", SharingAgreement, allow=rules.may_watch, internal=True)
def begin(act: Act, agreement: SharingAgreement) -> SharingAgreement:
    """Its first day has come."""
    states.advance(agreement, "begin")
    agreement.save()
    act.touched("state")
    return agreement


@action("sharing.end", SharingAgreement, allow=rules.may_watch, internal=True)
def end(act: Act, agreement: SharingAgreement) -> SharingAgreement:
    """Its last day is over."""
    return _close(
        act, agreement, "end", _("An agreement on sharing data has run out: nothing more can be sent on it.")
    )


@action("sharing.announce", SharingAgreement, allow=rules.may_watch, internal=True)
def announce(act: Act, agreement: SharingAgreement, *, days: int) -> SharingAgreement:
    """It ends soon: every party is told, so that a new one is signed in time."""
    agreement.warned_days = days
    agreement.save()
    act.touched("warned_days")
    _tell_others(
        act, agreement, "sharing.ends", _("An agreement on sharing data ends soon: sign a new one in time.")
    )
    return agreement


def parties_of(agreement: SharingAgreement) -> list[SharingParty]:
    """Its parties, whoever asks."""
    rows = SharingParty.objects.visible_to(rules.KNOWING).filter(agreement=agreement)
    return list(rows.select_related("organisation").order_by("entered_at", "pk"))


def _write(
    act: Act,
    agreement: SharingAgreement,
    *,
    title: str,
    paper: str,
    purposes: Collection[str],
    categories: Collection[str],
    from_on: date,
    until: date,
) -> None:
    agreement.title = clean(title, "title", limit=TITLE_LENGTH, needed=True)
    agreement.paper = clean(paper, "paper")
    agreement.purposes = _among(purposes, "purposes", [str(one) for one in BEYOND])
    agreement.categories = _among(categories, "categories", Category.values)
    if from_on < EARLIEST.date():
        raise Invalid(from_on=_("This lies before the year 2000. Please check the year."))
    if until < max(from_on, bases.today()):
        raise Invalid(until=_("The last day lies in the past, or before the first. Choose a later one."))
    if until > from_on + LONGEST:
        raise Invalid(until=_("An agreement lasts five years at most; it is then read and signed again."))
    agreement.from_on, agreement.until = from_on, until
    act.touched("title", "paper", "purposes", "categories", "from_on", "until", "parties")


def _among(chosen: Collection[str], field: str, known: Sequence[str]) -> list[str]:
    if not chosen or not set(chosen) <= set(known):
        raise Invalid({field: _("Choose at least one of the listed answers.")})
    return [one for one in known if one in chosen]


def _sides(act: Act, given: Sequence[Side]) -> list[Side]:
    """Raises `Invalid`: fewer than two, twice the same, not the own, or nobody who gives to somebody else who takes."""
    ids = [side["organisation"] for side in given]
    if len(ids) < 2 or len(set(ids)) < len(ids):
        raise Invalid(parties=_("An agreement needs two different organisations at least."))
    if act.organisation not in ids:
        raise Invalid(parties=_("Your own organisation is not among them."))
    if Organisation.objects.filter(pk__in=ids, active=True).count() < len(ids):
        raise Invalid(parties=_("Choose organisations from the list."))
    flows = [
        (one, other)
        for one in given
        for other in given
        if one["gives"] and other["takes"] and one["organisation"] != other["organisation"]
    ]
    if not flows or not all(side["gives"] or side["takes"] for side in given):
        raise Invalid(parties=_("Say who gives data to whom."))
    return list(given)


def _bind(agreement: SharingAgreement, sides: Sequence[Side]) -> None:
    for side in sides:
        SharingParty(
            organisation_id=side["organisation"],
            agreement=agreement,
            gives=side["gives"],
            takes=side["takes"],
        ).save()


def _party(act: Act, agreement: SharingAgreement, organisation: UUID) -> SharingParty:
    """The own, or that of an organisation for which nobody works here. Raises `Invalid`."""
    found = next((one for one in parties_of(agreement) if one.organisation_id == organisation), None)
    if found is None or (organisation != act.organisation and not rules.is_guest(organisation)):
        raise Invalid(organisation=_("Each organisation signs for itself."))
    return found


def _past(day: date, field: str) -> date:
    if not EARLIEST.date() <= day <= bases.today():
        raise Invalid({field: _("This day lies in the future, or too far in the past.")})
    return day


def _begin_if_due(agreement: SharingAgreement) -> None:
    if agreement.from_on <= bases.today():
        states.advance(agreement, "begin")


def _must_be_draft(agreement: SharingAgreement) -> None:
    if agreement.state != SharingState.DRAFT:
        raise Conflict(_("It is signed by all, or over: nothing in it can be changed."), code="signed")


def _close(
    act: Act, agreement: SharingAgreement, verb: str, text: "Text", *, urgent: bool = False
) -> SharingAgreement:
    states.advance(agreement, verb)
    agreement.save()
    act.touched("state")
    _tell_others(act, agreement, f"sharing.{verb}", text, urgent=urgent)
    return agreement


def _tell_others(
    act: Act, agreement: SharingAgreement, kind: str, text: "Text", *, urgent: bool = False
) -> None:
    """Those who bind the parties; not the side that acts."""
    url = reverse("protection:sharing_one", args=[agreement.pk])
    for party in parties_of(agreement):
        if party.organisation_id != act.access.organisation:
            act.tell(
                Notice(
                    kind, text, url, organisation=party.organisation_id, roles=rules.ARRANGERS, urgent=urgent
                )
            )
