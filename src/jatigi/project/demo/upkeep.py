"""What keeps the demonstration true from day to day: how the sites are, what the directory says, what is no longer kept."""

from collections.abc import Iterator
from datetime import datetime, timedelta

from jatigi.project.demo.book import Book
from jatigi.project.demo.cast import receiver, somebody
from jatigi.project.demo.chance import dice
from jatigi.project.demo.events import (
    CaseDeparted,
    CaseOpened,
    ClosureRequested,
    ErasureConfirmed,
    Event,
    ReferralAnswered,
    ReferralDrafted,
    ReferralRecalled,
    ReferralSent,
    ServiceAssured,
    SiteNoted,
)
from jatigi.project.demo.hours import next_open, office_time
from jatigi.project.demo.institutions import DESKS, services, sites
from jatigi.project.demo.texts import phrase

DAYS_NOTED = 7
ASSURED_WITHIN = 60
STILL_TO_CONFIRM = 0.08
KEEPERS = ("focal_point", "supervisor", "coordinator", "organisation_administrator")
DRAFTS = 3
DRAFTED_FOR = "legal"
ENDED = ("decline", "redirect", "complete")


def tell_upkeep(book: Book, seed: int, until: datetime) -> None:
    """Told last: what is confirmed follows from what was taken back."""
    _tell_days(book, seed, until)
    _tell_services(book, seed, until)
    _tell_erasures(book, seed)
    _tell_drafts(book, seed, until)


def _tell_days(book: Book, seed: int, until: datetime) -> None:
    """Each morning somebody at the desk says how the site is."""
    for site in sites().values():
        rng = dice(seed, "days", site.key)
        agent = somebody(rng, site.organisation, "reception", "case_worker", at=site.key)
        if site.kind not in DESKS or not agent:
            continue
        for ago in range(DAYS_NOTED, -1, -1):
            day = (until - timedelta(days=ago)).replace(hour=7, minute=0)
            at = next_open(site.hours, day + timedelta(minutes=rng.randrange(10, 90)))
            if at <= until and at.date() == day.date():
                noted = SiteNoted(
                    key=f"{site.key}.day.{ago}",
                    organisation=site.organisation,
                    actor=agent,
                    happened_at=at,
                    site=site.key,
                )
                book.tell(noted)


def _tell_services(book: Book, seed: int, until: datetime) -> None:
    for service in services().values():
        rng = dice(seed, "assured", service.key)
        ago = timedelta(days=rng.uniform(3, ASSURED_WITHIN))
        assured = ServiceAssured(
            key=f"{service.key}.assured",
            organisation=service.organisation,
            actor=somebody(rng, service.organisation, *KEEPERS),
            happened_at=min(office_time(until - ago), until),
            service=service.key,
        )
        book.tell(assured)


def _tell_drafts(book: Book, seed: int, until: datetime) -> None:
    """What case workers began to write for the cases opened last, and have not sent yet."""
    over = {event.case for event in book.told() if isinstance(event, CaseDeparted | ClosureRequested)}
    opened = [
        event
        for event in book.told()
        if isinstance(event, CaseOpened) and event.case_worker and event.case not in over
    ]
    opened = [event for event in opened if event.entered_at < until - timedelta(hours=4)]
    for event in sorted(opened, key=lambda event: event.entered_at)[-DRAFTS:]:
        rng = dice(seed, "draft", event.case)
        others = [
            service
            for service in services().values()
            if service.need == DRAFTED_FOR and service.organisation != event.organisation
        ]
        draft = ReferralDrafted(
            key=f"{event.case}.draft",
            organisation=event.organisation,
            actor=event.case_worker,
            happened_at=event.entered_at + timedelta(hours=rng.uniform(1, 3)),
            after=(event.key,),
            referral=f"{event.case}.draft",
            person=event.person,
            case=event.case,
            service=rng.choice(others).key,
            urgency=event.urgency,
            message=phrase(rng, "messages", DRAFTED_FOR, "other"),
        )
        book.tell(draft)


def _tell_erasures(book: Book, seed: int) -> None:
    """The receiving desk confirms, most often within a day or two, that it keeps nothing of what was taken back."""
    sent = {event.referral: event for event in book.told() if isinstance(event, ReferralSent)}
    for referral, cause in list(_taken_back(book)):
        rng = dice(seed, "erasure", referral)
        if rng.random() < STILL_TO_CONFIRM:
            continue
        owner = services()[sent[referral].service].organisation
        confirmed = ErasureConfirmed(
            key=f"{referral}:erased",
            organisation=owner,
            actor=receiver(rng, owner),
            happened_at=office_time(cause.entered_at + timedelta(hours=rng.uniform(2, 50))),
            after=(cause.key,),
            referral=referral,
        )
        book.tell(confirmed)


def _taken_back(book: Book) -> Iterator[tuple[str, Event]]:
    """Referrals with what took them back: the sender, or the departure that closed their case."""
    standing: dict[str, str] = {}
    for event in sorted(book.told(), key=lambda event: event.entered_at):
        match event:
            case ReferralSent():
                standing[event.referral] = event.case
            case ReferralAnswered() if event.verb in ENDED:
                standing.pop(event.referral)
            case ReferralRecalled():
                standing.pop(event.referral)
                yield event.referral, event
            case CaseDeparted():
                for referral in [one for one, case in standing.items() if case == event.case]:
                    standing.pop(referral)
                    yield referral, event
