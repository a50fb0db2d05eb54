"""The welcome desk of the story: visit, registration, lawful basis, bed, screening, departure."""

import heapq
import random
from dataclasses import dataclass, replace
from datetime import datetime, timedelta

from jatigi.project.demo.book import Book
from jatigi.project.demo.cast import somebody
from jatigi.project.demo.chance import drawn
from jatigi.project.demo.events import (
    BasisRecorded,
    GroupFormed,
    Guardian,
    Name,
    PersonRegistered,
    ScreeningAnswered,
    SecondLookTaken,
    StayBegun,
    StayEnded,
    VisitRecorded,
)
from jatigi.project.demo.institutions import Site, sites
from jatigi.project.demo.situation import answers, danger, triage
from jatigi.project.demo.texts import texts
from jatigi.project.demo.travellers import Party, Traveller

RECORDED_FOR = {"consent": 730, "assent": 365, "vital_interest": 30}
"""Days; the terms of `protection.codes.RECORDING_LASTS` are the limit of each kind."""
RECORDING = ("name", "age", "nationality", "contact", "family", "documents", "journey", "needs")


@dataclass(frozen=True, slots=True, kw_only=True)
class Known:
    """A person whom a desk has registered, with what the rest of the story needs.

    `screened` is the last event of the desk, the screening if the person was `asked`; `urgency` is what follows from the answers.
    """

    person: str
    traveller: Traveller
    journey: str
    site: Site
    registered: str
    registered_at: datetime
    basis: str
    language: str
    home: str
    guardian: Guardian | None
    urgency: str
    asked: bool
    screened: str
    screened_at: datetime
    leaves: datetime | None

    @property
    def statuses(self) -> tuple[str, ...]:
        facts, national = self.traveller.facts, "ML" in self.traveller.nationalities
        status = (
            "returning_national" if national and self.journey != "northbound" else "international_migrant"
        )
        seeking = self.journey == "seeking_safety" and facts.afraid_to_return
        exploited = facts.unpaid_work and facts.in_danger
        return (
            *((status,) if not national or status == "returning_national" else ()),
            *(("asylum_seeker",) if seeking else ()),
            *(("victim_of_trafficking",) if exploited else ()),
        )


class Beds:
    """Which bed is free when. A bed is free once the departure of the last guest has been entered."""

    def __init__(self) -> None:
        self._free: dict[str, list[tuple[datetime, str, str]]] = {}

    def take(self, site: Site, arrival: datetime) -> tuple[str, str]:
        """A free bed and the key of the departure that freed it; two empty texts where the site is full."""
        if site.key not in self._free:
            always = datetime.min.replace(tzinfo=arrival.tzinfo)
            self._free[site.key] = [(always, f"{number:02d}", "") for number in range(1, site.beds + 1)]
        free = self._free[site.key]
        if not free or free[0][0] > arrival:
            return "", ""
        _, bed, freed_by = heapq.heappop(free)
        return bed, freed_by

    def give_back(self, site: Site, bed: str, departure: StayEnded) -> None:
        heapq.heappush(self._free[site.key], (departure.entered_at, bed, departure.key))


class Desk:
    """Tells what happens at the desks, party after party in the order of arrival."""

    def __init__(self, book: Book) -> None:
        self._book = book
        self._beds = Beds()
        self._registered = 0

    def welcome(self, rng: random.Random, party: Party, number: int, arrival: datetime) -> list[Known]:
        """Everybody of the party, registered, with bed and screening told."""
        reception = _Reception(self._book, self._beds, rng, party, f"g{number:05d}", arrival)
        known = []
        for place, traveller in enumerate(party.people, 1):
            self._registered += 1
            known.append(reception.register(traveller, f"p{self._registered:05d}", place))
        if party.ties != "alone":
            reception.form_group(known)
        return known


class _Reception:
    """One party at one desk."""

    def __init__(
        self, book: Book, beds: Beds, rng: random.Random, party: Party, group: str, arrival: datetime
    ) -> None:
        self._book, self._beds, self._rng = book, beds, rng
        self._party, self._going, self._group, self._arrival = party, party.trip, group, arrival
        self._site = sites()[party.trip.site]
        self._owner = self._site.organisation
        self._agent = somebody(rng, self._owner, "reception", "case_worker", at=self._site.key)
        self._nights = drawn(rng, {1: 22, 2: 26, 3: 30, 4: 12, 5: 10})
        self._visit = self._tell_visit()

    def _tell_visit(self) -> VisitRecorded:
        first = self._party.people[0]
        worst = max(
            self._party.people, key=lambda one: sum(answer == "yes" for _, answer in danger(one.facts))
        )
        wishes = ("bed", "meal") if self._site.beds else ("information",)
        visit = VisitRecorded(
            key=f"{self._group}.visit",
            organisation=self._owner,
            actor=self._agent,
            happened_at=self._arrival,
            site=self._site.key,
            wishes=wishes if self._rng.random() < 0.7 else (*wishes, "telephone"),
            sex=first.sex,
            age_group=first.age_group,
            people=len(self._party.people),
            danger=danger(worst.facts),
        )
        return self._book.tell(visit, where=self._site)

    def register(self, traveller: Traveller, person: str, place: int) -> Known:
        """Record one person, the basis, the stay and the screening."""
        at = self._arrival + timedelta(minutes=6 * place)
        registered = self._book.tell(self._record(traveller, person, at), where=self._site)
        language = self._rng.choice(traveller.languages[:2])
        basis = self._tell_basis(traveller, person, language, registered)
        leaves = self._tell_stay(traveller, person, registered)
        said = answers(traveller.facts, self._rng, has_bed=leaves is not None)
        screened = self._tell_screening(traveller, person, basis, said)
        return Known(
            person=person,
            traveller=traveller,
            journey=self._going.journey,
            site=self._site,
            registered=registered.key,
            registered_at=registered.happened_at,
            basis=basis.key,
            language=language,
            home=self._going.home,
            guardian=self._guardian(traveller),
            urgency=triage(said, age=traveller.age, national="ML" in traveller.nationalities),
            asked=screened is not None,
            screened=screened.key if screened else basis.key,
            screened_at=screened.happened_at if screened else registered.happened_at,
            leaves=leaves,
        )

    def form_group(self, known: list[Known]) -> None:
        group = GroupFormed(
            key=f"{self._group}.group",
            organisation=self._owner,
            actor=self._agent,
            happened_at=max(one.registered_at for one in known),
            after=tuple(one.registered for one in known),
            group=self._group,
            kind="family" if self._party.ties == "family" else "travel",
            members=tuple((one.person, one.traveller.relation or "companion") for one in known),
        )
        self._book.tell(group, where=self._site)

    def _record(self, traveller: Traveller, person: str, at: datetime) -> PersonRegistered:
        name = traveller.name
        nicknames = (Name(given=nickname, family="", kind="nickname") for nickname in name.nicknames)
        return PersonRegistered(
            key=f"{person}.registered",
            organisation=self._owner,
            actor=self._agent,
            happened_at=at,
            after=(self._visit.key,),
            person=person,
            human=traveller.human,
            site=self._site.key,
            names=(Name(given=name.given, family=name.family), *nicknames),
            father=name.father,
            mother=name.mother,
            sex=traveller.sex,
            age_group=traveller.age_group,
            birth=traveller.birth if traveller.birth.at is None else replace(traveller.birth, at=at.date()),
            nationalities=traveller.nationalities,
            languages=traveller.languages,
            phones=traveller.phones,
            documents=traveller.documents,
            origin=traveller.origin,
            unaccompanied=traveller.facts.child_alone,
            at_risk=traveller.facts.in_danger or traveller.facts.partner_violence,
            basis=f"{person}.basis",
            visit=self._visit.key,
        )

    def _tell_basis(
        self, traveller: Traveller, person: str, language: str, registered: PersonRegistered
    ) -> BasisRecorded:
        kind = self._ground(traveller, registered.happened_at)
        basis = self._basis(traveller, person, language, kind)
        basis = replace(basis, happened_at=registered.happened_at, after=(registered.key,))
        told = self._book.tell(basis, where=self._site)
        if kind == "vital_interest":
            self._hear_the_child(traveller, told)
        return told

    def _basis(self, traveller: Traveller, person: str, language: str, kind: str) -> BasisRecorded:
        told, asked = texts()["bases"], kind != "vital_interest"
        form = drawn(self._rng, {"signature": 30, "thumbprint": 34, "verbal": 36})
        if self._book.is_paper_day(self._site, self._arrival.date()):
            form = "paper"
        return BasisRecorded(
            key=f"{person}.basis",
            organisation=self._owner,
            actor=self._agent,
            happened_at=self._arrival,
            basis=f"{person}.basis",
            person=person,
            kind=kind,
            agreed=True,
            purposes=("reception", "case_management"),
            categories=RECORDING,
            recipient="",
            until=(self._arrival + timedelta(days=RECORDED_FOR[kind])).date(),
            language=language,
            form=form if asked else "",
            reason="" if asked else told["vital_interest"],
            witness=told["witness"] if asked and form == "verbal" else "",
            guardian=self._guardian(traveller) if kind == "assent" else None,
        )

    def _ground(self, traveller: Traveller, at: datetime) -> str:
        if not traveller.child:
            return "consent"
        night = at.hour >= 19 or at.hour < 7
        urgent = night or traveller.age < 13 or self._rng.random() < 0.4
        return "vital_interest" if traveller.facts.child_alone and urgent else "assent"

    def _guardian(self, traveller: Traveller) -> Guardian | None:
        told = texts()["bases"]
        if not traveller.child:
            return None
        if traveller.facts.child_alone:
            return Guardian(role="authority", name=told["authority"])
        parent = self._party.people[0]
        return Guardian(role="guardian", name=parent.name.full, relation=told["mother"])

    def _hear_the_child(self, traveller: Traveller, urgent: BasisRecorded) -> None:
        """In the morning the child is heard with the authority, most often; then a second person looks at the night's decision."""
        morning = next_morning(urgent.happened_at, self._rng)
        heard = self._rng.random() < 0.7
        if heard:
            assent = self._basis(traveller, urgent.person, urgent.language, "assent")
            assent = replace(
                assent,
                key=f"{urgent.person}.assent",
                basis=f"{urgent.person}.assent",
                happened_at=morning,
                after=(urgent.key,),
            )
            self._book.tell(assent, where=self._site)
        look_again(self._book, self._rng, urgent, confirmed=not heard or self._rng.random() > 0.15)

    def _tell_stay(self, traveller: Traveller, person: str, registered: PersonRegistered) -> datetime | None:
        if not self._site.beds:
            return None
        bed, freed_by = self._beds.take(self._site, registered.happened_at)
        begun = self._book.tell(
            StayBegun(
                key=f"{person}.stay",
                organisation=self._owner,
                actor=self._agent,
                happened_at=registered.happened_at,
                after=(registered.key, *((freed_by,) if freed_by else ())),
                stay=f"{person}.stay",
                person=person,
                site=self._site.key,
                bed=bed,
                from_country=self._going.from_country,
                from_place=self._going.from_place,
                towards_country=self._going.towards_country,
                towards_place=self._going.towards_place,
                means=self._going.means,
            ),
            where=self._site,
        )
        ended = self._tell_departure(traveller, person, begun)
        if bed:
            self._beds.give_back(self._site, bed, ended)
        return ended.happened_at

    def _tell_departure(self, traveller: Traveller, person: str, begun: StayBegun) -> StayEnded:
        nights = self._nights + (self._rng.randint(3, 9) if traveller.facts.child_alone else 0)
        if self._site.kind == "reception_centre":
            nights = min(nights, 3)
        morning = begun.happened_at.replace(hour=5, minute=30) + timedelta(
            days=nights, minutes=self._rng.randrange(0, 210)
        )
        means = (
            "brought"
            if traveller.facts.child_alone
            else drawn(self._rng, {"bus": 70, "car": 14, "lorry": 10, "unknown": 6})
        )
        return self._book.tell(
            StayEnded(
                key=f"{person}.left",
                organisation=self._owner,
                actor=somebody(self._rng, self._owner, "reception", "case_worker", at=self._site.key),
                happened_at=morning,
                after=(begun.key,),
                stay=begun.stay,
                person=person,
                departed_by=means,
                departed_to=begun.towards_country,
            ),
            where=self._site,
        )

    def _tell_screening(
        self, traveller: Traveller, person: str, basis: BasisRecorded, said: tuple[tuple[str, str], ...]
    ) -> ScreeningAnswered | None:
        """Adults and children without an adult are screened; at night the next morning, unless a child is alone."""
        alone = traveller.facts.child_alone
        if (traveller.child and not alone) or self._rng.random() < (0.0 if alone else 0.1):
            return None
        at = basis.happened_at + timedelta(minutes=self._rng.randrange(12, 70))
        if not alone and (at.hour >= 20 or at.hour < 7):
            at = next_morning(at, self._rng)
        screening = ScreeningAnswered(
            key=f"{person}.screening",
            organisation=self._owner,
            actor=self._agent,
            happened_at=at,
            after=(basis.key,),
            person=person,
            answers=said,
        )
        return self._book.tell(screening, where=self._site)


def look_again(book: Book, rng: random.Random, basis: BasisRecorded, *, confirmed: bool = True) -> None:
    """A second person looks at an urgent basis, within 24 hours of its being entered."""
    at = min(next_morning(basis.entered_at, rng) + timedelta(hours=1), basis.entered_at + timedelta(hours=23))
    look = SecondLookTaken(
        key=f"{basis.key}.second_look",
        organisation=basis.organisation,
        actor=somebody(rng, basis.organisation, "supervisor"),
        happened_at=at,
        after=(basis.key,),
        basis=basis.basis,
        confirmed=confirmed,
        note=texts()["bases"]["second_look_confirmed" if confirmed else "second_look_ended"],
    )
    book.tell(look)


def next_morning(moment: datetime, rng: random.Random) -> datetime:
    """Between 7:30 and 9:30 of the coming morning."""
    day = moment if moment.hour < 7 else moment + timedelta(days=1)
    return day.replace(hour=7, minute=30) + timedelta(minutes=rng.randrange(120))
