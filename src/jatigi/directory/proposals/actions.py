"""Proposing changes to a service, and deciding about them."""

from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from jatigi.directory import rules
from jatigi.directory.actions import update_service
from jatigi.directory.models import Proposal, Service
from jatigi.directory.saying import Changes, differing, keepable, plain, said_of
from jatigi.kernel import hooks, states
from jatigi.kernel.access import Purpose
from jatigi.kernel.actions import Act, action
from jatigi.kernel.errors import Conflict, Invalid
from jatigi.kernel.text import clean


@action("service.propose", Service, allow=rules.may_maintain_this, purpose=Purpose.REFERRAL)
def propose(act: Act, service: Service, *, changes: Changes) -> Proposal:
    """What the service should say; the public version stays until somebody approves it.

    What was proposed before and not decided is replaced. Raises `Invalid` where nothing differs.
    """
    if service.state == "ended":
        raise Conflict(_("This service is no longer in the directory."), code="ended")
    said = said_of(act.access, service)
    wanted = differing(said, keepable(act, service, changes))
    if not wanted:
        raise Invalid(changes=_("Nothing is different from what stands there."))
    standing = waiting(act, service)
    proposal = standing or Proposal(organisation_id=act.organisation, service=service)
    proposal.changes = wanted
    proposal.before = {name: said[name] for name in wanted}
    proposal.proposed_by_id = act.signed()
    proposal.save()
    act.touched(*wanted)
    text = str(_("Changes to a service wait for your approval"))
    act.tell(
        hooks.Notice(
            "service.proposal", text, _url(proposal), organisation=act.organisation, roles=rules.APPROVERS
        )
    )
    return proposal


@action("proposal.approve", Proposal, allow=rules.may_decide, purpose=Purpose.REFERRAL)
def approve(act: Act, proposal: Proposal, *, anyway: bool = False) -> Proposal:
    """The service says it from now on. Raises `Conflict` where something else of it changed since, unless `anyway`."""
    service = Service.objects.visible_to(act.access).filter(pk=proposal.service_id).first()
    if service is None or service.state == "ended":
        raise Conflict(_("This service is no longer in the directory."), code="ended")
    if meanwhile(act, proposal, service) and not anyway:
        raise Conflict(
            _("Some of this was changed since it was proposed. Look at both versions."), code="meanwhile"
        )
    update_service.within(act, service, changes=proposal.changes)
    return _decide(act, proposal, "approve", "", _("What you proposed for a service is now in the directory"))


@action("proposal.refuse", Proposal, allow=rules.may_decide, purpose=Purpose.REFERRAL)
def refuse(act: Act, proposal: Proposal, *, note: str) -> Proposal:
    """It stays as it was; whoever proposed it reads why."""
    why = clean(note, "note", needed=True)
    return _decide(act, proposal, "refuse", why, _("What you proposed for a service was not approved"))


@action("proposal.withdraw", Proposal, allow=rules.may_withdraw, purpose=Purpose.REFERRAL)
def withdraw(act: Act, proposal: Proposal) -> Proposal:
    states.advance(proposal, "withdraw")
    proposal.decided_at, proposal.decided_by_id = act.at, act.signed()
    proposal.save()
    act.touched("state")
    return proposal


def waiting(act: Act, service: Service) -> Proposal | None:
    """The proposal for this service about which nobody has decided."""
    rows = Proposal.objects.visible_to(act.access).filter(service=service, state="proposed")
    return rows.select_for_update(of=("self",)).first()


def meanwhile(act: Act, proposal: Proposal, service: Service) -> list[str]:
    """Names that no longer stand as they did when the change was proposed."""
    said = said_of(act.access, service)
    return [name for name, value in proposal.before.items() if plain(said.get(name)) != plain(value)]


def _decide(act: Act, proposal: Proposal, verb: str, note: str, text: object) -> Proposal:
    states.advance(proposal, verb)
    proposal.decided_at, proposal.decided_by_id, proposal.note = act.at, act.signed(), note
    proposal.save()
    act.touched("state", "note")
    notice = hooks.Notice(
        f"proposal.{verb}", str(text), _url(proposal), organisation=proposal.organisation_id,
        account=proposal.proposed_by_id,
    )  # fmt: skip
    act.tell(notice)
    return proposal


def _url(proposal: Proposal) -> str:
    return reverse("directory:proposal", args=[proposal.pk])
