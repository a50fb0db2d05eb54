"""A text is brought and read; each proposal is taken over, corrected or refused by a person, one by one or all of a kind."""

from collections.abc import Mapping
from typing import Any
from uuid import UUID

from django.utils.translation import gettext_lazy as _

from jatigi.coordination.bodies.models import Body
from jatigi.coordination.reading import rules
from jatigi.coordination.reading.known import proposed
from jatigi.coordination.reading.models import Communique, ProposalKind, ProposalState, ReadProposal
from jatigi.coordination.reading.proposing import proposals, typographic
from jatigi.coordination.reading.sentences import SENTENCES
from jatigi.coordination.reading.taking import take
from jatigi.coordination.rules import keeps
from jatigi.kernel import states
from jatigi.kernel.access import Purpose
from jatigi.kernel.actions import Act, action, creation
from jatigi.kernel.errors import Conflict, Invalid, Refused
from jatigi.kernel.text import LINE_LENGTH, clean
from jatigi.places.models import Country

OVERSIGHT = Purpose.OVERSIGHT
SHORTEST, LONGEST = 40, 120_000
"""Characters: less says nothing, more is not read while somebody waits."""
VERBS = ("accept", "refuse")


@creation("communique.bring", Communique, allow=rules.may_bring, purpose=OVERSIGHT)
def bring(act: Act, *, text: str, source: str = "", body: UUID | None = None) -> Communique:
    """Read a text and keep it with what it proposes. Nothing enters yet.

    `body`: for which one keeps the secretariat; its events and commitments are entered there. Raises `Invalid` for
    "text" or "body".
    """
    said = _text(text)
    communique = Communique(
        organisation_id=act.organisation, by_id=act.signed(), brought_at=act.at, text=said
    )
    communique.body = _body(act, body)
    found, country = proposed(said, act.access)
    communique.country = Country.objects.filter(pk=country).first() if country else None
    first = next((line.strip() for line in said.splitlines() if line.strip()), "")
    title = found.events[0].title if found.events else ""
    communique.title = typographic(title or first)[:LINE_LENGTH]
    communique.source = clean(source, "source", limit=LINE_LENGTH)
    communique.save()
    for one in proposals(communique, found):
        one.save()
    act.details.update(
        size=len(said),
        proposals=sum(
            map(len, (found.events, found.organisations, found.people, found.sessions, found.recommendations))
        ),
    )
    return communique


@action("read_proposal.accept", ReadProposal, allow=rules.may_decide, purpose=OVERSIGHT)
def accept(act: Act, proposal: ReadProposal, *, said: Mapping[str, Any] | None = None) -> ReadProposal:
    """Take it over as it was read, or as a person corrected it (`said`, by the names of the form).

    Raises `Invalid` by field, `Conflict` for who was at an event that nobody took over yet.
    """
    _accept(act, _communique(act, proposal), proposal, said)
    return proposal


@action("read_proposal.refuse", ReadProposal, allow=rules.may_decide, purpose=OVERSIGHT)
def refuse(act: Act, proposal: ReadProposal) -> ReadProposal:
    """It is not so, or of no use here. It can be taken over later all the same."""
    states.advance(proposal, "refuse")
    proposal.save()
    act.touched("state")
    return proposal


@action("communique.decide", Communique, allow=rules.may_decide, purpose=OVERSIGHT)
def decide(act: Act, communique: Communique, *, kind: str, verb: str) -> int:
    """Take over or refuse everything of a kind that is still to be decided; how many. All of them or none.

    Raises `Invalid` for what one of them lacks, `Conflict` as `accept`.
    """
    if kind not in ProposalKind.values or verb not in VERBS:
        raise Invalid(kind=_("Choose from the list."))
    rows = ReadProposal.objects.visible_to(act.access).filter(
        communique=communique, kind=kind, state=ProposalState.PROPOSED
    )
    decided = list(rows.order_by("number"))
    for one in decided:
        if verb == "accept":
            _accept(act, communique, one, None)
        else:
            states.advance(one, "refuse")
            one.save()
    act.details.update(kind=kind, verb=verb, proposals=len(decided))
    return len(decided)


@action("communique.drop", Communique, allow=rules.may_decide, purpose=OVERSIGHT)
def drop(_act: Act, communique: Communique) -> None:
    """A text that nothing was taken from goes. Raises `Conflict` where something was: it is its source."""
    if (
        ReadProposal.objects.visible_to(_act.access)
        .filter(communique=communique, state=ProposalState.ACCEPTED)
        .exists()
    ):
        raise Conflict(
            _("Something was taken over from this text: it stays as its source."), code="is_source"
        )
    communique.delete()


def _text(text: str) -> str:
    said = text.replace("\r\n", "\n").replace("\r", "\n").replace("\x00", "").strip("\n")
    if len(said.strip()) < SHORTEST:
        raise Invalid(text=_("Paste the text, or choose a file."))
    if len(said) > LONGEST:
        raise Invalid(text=SENTENCES["too_long"])
    return said


def _body(act: Act, pk: UUID | None) -> Body | None:
    if pk is None:
        return None
    body = Body.objects.visible_to(act.access).filter(pk=pk).first()
    if body is None:
        raise Invalid(body=_("Choose one of the listed answers."))
    if not keeps(act.access, body):
        raise Refused(code="keeps")
    return body


def _communique(act: Act, proposal: ReadProposal) -> Communique:
    return Communique.objects.visible_to(act.access).get(pk=proposal.communique_id)


def _accept(act: Act, communique: Communique, proposal: ReadProposal, said: Mapping[str, Any] | None) -> None:
    states.advance(proposal, "accept")
    if said is not None:
        proposal.said = {**proposal.said, **said}
    before = communique.event_id
    proposal.became = take(act, communique, proposal.kind, proposal.said)
    if communique.event_id != before:
        communique.save()
    proposal.save()
    act.touched("state", "said")
