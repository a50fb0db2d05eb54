"""What a start prints: the address, who can be tried, and four things to do. In French, as the demonstration speaks."""

from collections.abc import Iterator, Mapping, Sequence
from datetime import date, datetime
from typing import Any

from jatigi.project.demo.chance import dice
from jatigi.project.demo.events import (
    BasisRecorded,
    PersonRegistered,
    ReferralAnswered,
    ReferralRecalled,
    ReferralSent,
    SecondLookTaken,
)
from jatigi.project.demo.institutions import NOTICE_FR, Member, members, organisation, services
from jatigi.project.demo.scenario import Scenario
from jatigi.project.demo.spelling import EARS, spelled

HOUSE, SECRETARIAT = "mdm-gao", "dgme"
SHOWN_BY_ROLE = 3
MONTHS = (
    "janvier", "février", "mars", "avril", "mai", "juin", "juillet", "août", "septembre", "octobre", "novembre", "décembre",
)  # fmt: skip
ANSWERS = ("accept", "waitlist", "decline", "redirect")


def tries(scenario: Scenario) -> list[str]:
    """Four things to try, with the names of those who can."""
    return [_welcome(scenario), _supervise(scenario), _refer(scenario), _coordinate()]


def page(address: str, content: Mapping[str, Any], *, loopback: bool, today: date) -> str:
    """What is printed once the application answers at `address`. `content`: "until", "accounts", "tries"."""
    lines = [
        "",
        f"  Jatigi — {NOTICE_FR.lower()}",
        "",
        f"  {address}",
        "",
        *_remarks(content, loopback=loopback, today=today),
        "  Comptes, par rôle (un clic suffit, à la page de connexion)\u00a0:",
        "",
        *_accounts(content["accounts"]),
        "",
        "  À essayer\u00a0:",
        "",
        *(f"  {number}. {text}" for number, text in enumerate(content["tries"], 1)),
        "",
        "  Ctrl+C arrête la démonstration.",
        "",
    ]
    return "\n".join(lines)


def _remarks(content: Mapping[str, Any], *, loopback: bool, today: date) -> Iterator[str]:
    until = datetime.fromisoformat(content["until"]).date()
    if not loopback:
        yield "  Attention\u00a0: ouverte aux autres machines du réseau. On ne peut entrer dans un compte de démonstration"
        yield "  que depuis cette machine-ci, par http://127.0.0.1\u00a0; ailleurs, rien ne s’ouvre sans compte."
        yield ""
    if (today - until).days > 1:
        yield f"  L’histoire s’arrête au {until.day} {MONTHS[until.month - 1]} {until.year}. Pour la refaire jusqu’à aujourd’hui\u00a0:"
        yield "  ./run demo --anew"
        yield ""


def _accounts(accounts: Sequence[Mapping[str, Any]]) -> Iterator[str]:
    by_role: dict[str, list[str]] = {}
    for account in accounts:
        for role in account["role_names"]:
            by_role.setdefault(role, []).append(
                f"{account['full_name']} ({account['organisation']['acronym']})"
            )
    width = max(len(role) for role in by_role)
    for role in sorted(by_role, key=lambda role: -len(by_role[role])):
        names = by_role[role]
        more = len(names) - SHOWN_BY_ROLE
        yield f"    {role:{width}}  {', '.join(names[:SHOWN_BY_ROLE])}{f' et {more} de plus' if more > 0 else ''}"
    yield ""
    yield from _in_two_houses(accounts)
    yield f"    Tous les {len(accounts)}\u00a0: ./run jatigi demo accounts"


def _in_two_houses(accounts: Sequence[Mapping[str, Any]]) -> Iterator[str]:
    """Whoever works for several organisations, and so chooses one after signing in."""
    houses: dict[str, list[Mapping[str, Any]]] = {}
    for account in accounts:
        houses.setdefault(account["username"], []).append(account)
    for several in houses.values():
        if len(several) > 1:
            names = " et ".join(one["organisation"]["acronym"] for one in several)
            yield f"    {several[0]['full_name']} travaille pour deux organisations ({names})\u00a0: on choisit en se connectant."


def _welcome(scenario: Scenario) -> str:
    found = other_spelling(scenario)
    search = (
        f"cherchez «\u00a0{found}\u00a0»\u00a0: la personne est déjà connue, écrite autrement"
        if found
        else "cherchez par le nom"
    )
    return (
        f"{_name(HOUSE, 'reception')}, accueil de la Maison de Gao\u00a0: quelqu’un arrive. Quatre gestes, trois questions "
        f"sur le danger, puis {search}."
    )


def _supervise(scenario: Scenario) -> str:
    urgent = "un enfant est arrivé seul, un second regard attend\u00a0; " if _unseen(scenario) else ""
    return f"{_name(HOUSE, 'supervisor')}, qui supervise la Maison\u00a0: {urgent}des plans et des clôtures attendent une décision."


def _unseen(scenario: Scenario) -> bool:
    """Whether the house recorded somebody without being able to ask, and nobody has looked again."""
    looked = {event.basis for event in scenario.events if isinstance(event, SecondLookTaken)}
    return any(
        isinstance(event, BasisRecorded)
        and (event.organisation, event.kind) == (HOUSE, "vital_interest")
        and event.basis not in looked
        for event in scenario.events
    )


def _refer(scenario: Scenario) -> str:
    waiting = _unanswered(scenario)
    if waiting is None:
        return (
            f"{_name(HOUSE, 'case_worker')}, gestion de cas\u00a0: ouvrez un dossier et référez la personne."
        )
    owner = organisation(services()[waiting.service].organisation)
    return (
        f"{_name(owner.key, 'focal_point')}, point focal ({owner.acronym})\u00a0: un référencement attend une réponse, avec les "
        f"seules informations acceptées\u00a0; répondez, puis voyez la réponse comme {_who(waiting.actor)} "
        f"({organisation(waiting.organisation).acronym})."
    )


def _coordinate() -> str:
    return (
        f"{_name(SECRETARIAT, 'coordinator')}, coordination ({organisation(SECRETARIAT).acronym})\u00a0: une réunion approche. "
        "«\u00a0Instances\u00a0», puis «\u00a0Ordre du jour\u00a0»\u00a0: ce qui est en retard y est proposé. Ce que tout le monde en voit\u00a0: /engagements/"
    )


def other_spelling(scenario: Scenario) -> str:
    """The name of somebody the house knows, as another pen would write it; empty where nobody's changes."""
    for event in scenario.events:
        if isinstance(event, PersonRegistered) and event.organisation == HOUSE and not event.at_risk:
            name = f"{event.names[0].given} {event.names[0].family}".strip()
            written = spelled(name, EARS[1], dice("guide", event.person))
            if " " in name and written.lower() != name.lower():
                return written
    return ""


def _unanswered(scenario: Scenario) -> ReferralSent | None:
    """The last referral of the house that nobody has answered."""
    waiting: dict[str, ReferralSent] = {}
    for event in scenario.events:
        match event:
            case ReferralSent(organisation=sender) if sender == HOUSE:
                waiting[event.referral] = event
            case ReferralAnswered(verb=verb) if verb in ANSWERS:
                waiting.pop(event.referral, None)
            case ReferralRecalled():
                waiting.pop(event.referral, None)
    return list(waiting.values())[-1] if waiting else None


def _name(owner: str, role: str) -> str:
    return _full(next(member for member in members(organisation(owner)) if member.role == role))


def _who(key: str) -> str:
    owner = organisation(key.partition(":")[0])
    return _full(next(member for member in members(owner) if member.key == key))


def _full(member: Member) -> str:
    return f"{member.given} {member.family}"
