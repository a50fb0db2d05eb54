"""Referrals of the story: agreement, sending, the receiving desk's answers, and what becomes of them."""

import random
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta

from jatigi.project.demo.book import Book
from jatigi.project.demo.cast import candidates, receiver
from jatigi.project.demo.chance import drawn
from jatigi.project.demo.events import (
    BasisRecorded,
    BasisWithdrawn,
    ReferralAnswered,
    ReferralRecalled,
    ReferralSent,
)
from jatigi.project.demo.hours import next_open, office_time
from jatigi.project.demo.institutions import Service
from jatigi.project.demo.texts import phrase, texts
from jatigi.project.demo.welcome import Known, look_again

CATEGORIES: Mapping[str, tuple[str, ...]] = {
    "health": ("name", "age", "health", "needs"),
    "mhpss": ("name", "age", "nationality", "health", "needs"),
    "child_protection": ("name", "age", "nationality", "family", "protection", "needs"),
    "family_links": ("name", "age", "nationality", "contact", "family", "needs"),
    "trafficking": ("name", "age", "nationality", "protection", "needs"),
    "gbv": ("age", "protection", "needs"),
    "legal": ("name", "nationality", "contact", "documents", "needs"),
    "documents": ("name", "age", "nationality", "documents", "needs"),
    "asylum": ("name", "age", "nationality", "protection", "needs"),
    "reintegration": ("name", "age", "nationality", "contact", "needs"),
    "return": ("name", "age", "nationality", "contact", "journey", "needs"),
}
USUAL = ("name", "age", "nationality", "needs")
REACTION = {"immediate": (0.1, 1.5), "high": (1, 20), "medium": (4, 60), "low": (8, 96)}
FIRST_ANSWER = {"accept": 69.0, "waitlist": 9.0, "decline": 15.0, "redirect": 7.0}
REASONS = {
    "no_capacity": 34.0, "not_eligible": 15.0, "out_of_area": 6.0, "missing_information": 12.0, "service_suspended": 6.0,
    "not_reachable": 10.0, "duplicate": 5.0, "declined_by_person": 5.0, "service_unavailable": 3.0, "already_receiving": 4.0,
}  # fmt: skip
ELSEWHERE = {"out_of_area": 40.0, "not_eligible": 40.0, "service_unavailable": 20.0}
AFTER_ACCEPTING = {"served": 62.0, "done_at_once": 17.0, "not_reached": 9.0, "under_way": 12.0}
OUTCOMES = {"need_met": 66.0, "partly_met": 26.0, "not_met": 8.0}
UNANSWERED = 0.07
REFUSED = 0.08
WITHDRAWN = 0.05
SHARED_FOR = {"consent": 180, "assent": 180, "vital_interest": 30}
"""Days; the terms of `protection.codes.SHARING_LASTS` are the limit of each kind."""


@dataclass(frozen=True, slots=True)
class Thread:
    """Where a referral stands: its last event, and whether it is still open then."""

    referral: str
    last: str
    at: datetime
    open: bool
    refused: bool = False
    withdrawn: bool = False


class Referring:
    """Refers one person for one need, from the file of one organisation.

    `agreed` is what the person has said about each recipient so far, yes or no; it is not asked again, because a refusal ends
    what stands on an earlier agreement with the same recipient.
    """

    def __init__(
        self,
        book: Book,
        rng: random.Random,
        known: Known,
        agreed: dict[str, bool],
        *,
        need: str,
        case: str,
        sender: str,
    ) -> None:
        self._agreed = agreed
        self._book, self._rng, self._known = book, rng, known
        self._need, self._urgency, self._case, self._sender = need, known.urgency, case, sender
        self._owner = known.site.organisation
        self._stem = f"{known.person}.{need}"
        self._threads: list[Thread] = []

    def services(self) -> list[Service]:
        traveller = self._known.traveller
        return candidates(
            self._rng,
            self._need,
            sender=self._owner,
            near=self._known.site,
            age=traveller.age,
            sex=traveller.sex,
            statuses=self._known.statuses,
            home=self._known.home,
        )

    def refer(self, at: datetime, after: str) -> None:
        """Ask one service, and a second one where the first declines or redirects; nothing where there is none to ask.

        What was told is in `threads`, also when the story breaks off.
        """
        asked = self.services()[:3]
        if not asked:
            return
        first = asked[0]
        others = [service for service in asked if service.organisation != first.organisation]
        verb = self._ask(first, f"{self._stem}.1", at, after, others)
        if verb == "redirect" or (verb == "decline" and others and self._rng.random() < 0.6):
            end = self._threads[-1]
            again = office_time(end.at + timedelta(hours=self._rng.uniform(1, 20)))
            redirected_from = end.referral if verb == "redirect" else ""
            self._ask(others[0], f"{self._stem}.2", again, end.last, [], redirected_from)

    @property
    def threads(self) -> list[Thread]:
        return self._threads

    @property
    def need(self) -> str:
        return self._need

    def recall_open(self, at: datetime, cause: str) -> None:
        """The sender takes back what is still open."""
        for place, thread in enumerate(self._threads):
            if thread.open:
                self._threads[place] = self._recall(thread.referral, at, thread.last, cause)

    def _ask(
        self,
        service: Service,
        key: str,
        at: datetime,
        after: str,
        others: list[Service],
        redirected_from: str = "",
    ) -> str:
        if not self._agreed.get(service.organisation, True):
            return "refused"
        basis = self._agreement(service, key, at, after)
        if not basis.agreed:
            self._threads.append(Thread(key, basis.key, basis.happened_at, open=False, refused=True))
            return "refused"
        sent = self._send(service, key, at, basis, redirected_from)
        self._threads.append(Thread(sent.referral, sent.key, sent.happened_at, open=True))
        if basis.kind == "consent" and self._rng.random() < WITHDRAWN:
            self._withdraw(sent, basis)
            return "withdrawn"
        return self._answer(service, sent, others)

    def _agreement(self, service: Service, key: str, at: datetime, after: str) -> BasisRecorded:
        kind = self._ground()
        form = (
            ""
            if kind == "vital_interest"
            else drawn(self._rng, {"signature": 36, "thumbprint": 32, "verbal": 32})
        )
        told = texts()["bases"]
        basis = BasisRecorded(
            key=f"{key}.basis",
            organisation=self._owner,
            actor=self._sender,
            happened_at=at,
            after=(after,),
            basis=f"{key}.basis",
            person=self._known.person,
            kind=kind,
            agreed=kind != "consent" or service.organisation in self._agreed or self._rng.random() > REFUSED,
            purposes=("referral",),
            categories=CATEGORIES.get(self._need, USUAL),
            recipient=service.organisation,
            until=(at + timedelta(days=SHARED_FOR[kind])).date(),
            language=self._known.language,
            form=form,
            reason="" if form else told["vital_danger"],
            witness=told["witness"] if form == "verbal" else "",
            guardian=self._known.guardian if kind == "assent" else None,
        )
        basis = self._book.tell(basis, where=self._known.site)
        self._agreed[service.organisation] = basis.agreed
        if kind == "vital_interest":
            look_again(self._book, self._rng, basis)
        return basis

    def _ground(self) -> str:
        traveller = self._known.traveller
        if not traveller.child:
            return "consent"
        at_once = traveller.facts.child_alone and self._urgency == "immediate"
        return "vital_interest" if at_once and self._rng.random() < 0.35 else "assent"

    def _send(
        self, service: Service, key: str, at: datetime, basis: BasisRecorded, redirected_from: str
    ) -> ReferralSent:
        sent = ReferralSent(
            key=f"{key}:sent",
            organisation=self._owner,
            actor=self._sender,
            happened_at=at + timedelta(minutes=4),
            after=(basis.key,),
            referral=key,
            person=self._known.person,
            case=self._case,
            service=service.key,
            need=self._need,
            urgency=self._urgency,
            categories=basis.categories,
            basis=basis.basis,
            message=phrase(self._rng, "messages", self._need, "other"),
            redirected_from=redirected_from,
        )
        return self._book.tell(sent, where=self._known.site)

    def _withdraw(self, sent: ReferralSent, basis: BasisRecorded) -> None:
        at = office_time(sent.entered_at + timedelta(hours=self._rng.uniform(3, 40)))
        withdrawn = self._book.tell(
            BasisWithdrawn(
                key=f"{basis.key}.withdrawn",
                organisation=self._owner,
                actor=self._sender,
                happened_at=at,
                after=(sent.key,),
                basis=basis.basis,
                person=self._known.person,
                cause="person",
            ),
            where=self._known.site,
        )
        self._threads[-1] = self._recall(sent.referral, withdrawn.happened_at, withdrawn.key, "withdrawn")

    def _recall(self, referral: str, at: datetime, after: str, cause: str) -> Thread:
        recalled = ReferralRecalled(
            key=f"{referral}:recalled",
            organisation=self._owner,
            actor=self._sender,
            happened_at=at,
            after=(after,),
            referral=referral,
            cause=cause,
        )
        told = self._book.tell(recalled, where=self._known.site)
        return Thread(referral, told.key, told.happened_at, open=False, withdrawn=cause == "withdrawn")

    def _answer(self, service: Service, sent: ReferralSent, others: list[Service]) -> str:
        reaction = REACTION[self._urgency]
        if self._urgency != "immediate" and self._rng.random() < UNANSWERED:
            if self._rng.random() < 0.6:
                at = office_time(sent.entered_at + timedelta(days=self._rng.uniform(6, 12)))
                self._threads[-1] = self._recall(sent.referral, at, sent.key, "no_answer")
            return "no_answer"
        desk = _ReceivingDesk(self._book, self._rng, service, sent, self._threads)
        desk.say("receive", reaction)
        weights = dict(FIRST_ANSWER)
        if not others:
            weights.pop("redirect")
        if self._urgency == "immediate":
            weights |= {"accept": 160.0, "waitlist": 1.0}
        verb = drawn(self._rng, weights)
        desk.first(verb, reaction, others[0].key if others else "")
        return verb


class _ReceivingDesk:
    """The desk of the service that was asked. It sees a referral once it has been entered."""

    def __init__(
        self, book: Book, rng: random.Random, service: Service, sent: ReferralSent, threads: list[Thread]
    ) -> None:
        self._book, self._rng, self._service, self._sent, self._threads = book, rng, service, sent, threads
        self._actor = receiver(rng, service.organisation)
        self._seen = sent.entered_at
        self._steps = 0

    def first(self, verb: str, hours: tuple[float, float], other: str) -> None:
        """The first answer, within `hours` of being seen, and what follows from it."""
        note = phrase(self._rng, "answers", verb)
        if verb == "accept":
            self.say("accept", hours, note=note)
            self._serve()
        elif verb == "waitlist":
            self.say("waitlist", hours, note=note)
            self._after_waiting()
        elif verb == "decline":
            self.say("decline", hours, reason=drawn(self._rng, REASONS), ends=True)
        else:
            self.say(
                "redirect",
                hours,
                reason=drawn(self._rng, ELSEWHERE),
                redirected_to=other,
                note=note,
                ends=True,
            )

    def _serve(self) -> None:
        course = drawn(self._rng, AFTER_ACCEPTING)
        if course == "not_reached":
            self.say("not_reached", (24, 96), note=phrase(self._rng, "answers", "not_reached"))
            if self._rng.random() < 0.5:
                self.say("accept", (20, 90))
                self._complete((24, 120))
            return
        if course == "done_at_once":
            self._complete((3, 60))
            return
        self.say("serve", (2, 60), note=phrase(self._rng, "answers", "serve"))
        if course == "served":
            self._complete((24, 24 * 12))

    def _after_waiting(self) -> None:
        if self._rng.random() < 0.7:
            self.say("accept", (48, 24 * 11))
            self._serve()
        elif self._rng.random() < 0.5:
            self.say("decline", (48, 24 * 12), reason="no_capacity", ends=True)

    def _complete(self, hours: tuple[float, float]) -> None:
        note = phrase(self._rng, "answers", "complete")
        self.say("complete", hours, outcome=drawn(self._rng, OUTCOMES), note=note, ends=True)

    def say(
        self,
        verb: str,
        hours: tuple[float, float],
        *,
        ends: bool = False,
        reason: str = "",
        outcome: str = "",
        redirected_to: str = "",
        note: str = "",
    ) -> None:
        """Do `verb` so many `hours` (from, to) after the step before, once the service is open."""
        at = next_open(self._service.hours, self._seen + timedelta(hours=self._rng.uniform(*hours)))
        self._steps += 1
        answer = ReferralAnswered(
            key=f"{self._sent.referral}:{self._steps}:{verb}",
            organisation=self._service.organisation,
            actor=self._actor,
            happened_at=at,
            after=(self._threads[-1].last,),
            referral=self._sent.referral,
            verb=verb,
            reason=reason,
            outcome=outcome,
            redirected_to=redirected_to,
            note=note,
        )
        told = self._book.tell(answer)
        self._seen = told.happened_at
        self._threads[-1] = Thread(self._sent.referral, told.key, told.happened_at, open=not ends)
