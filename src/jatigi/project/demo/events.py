"""What happens in the demonstration, as plain values: keys, codes, dates and short texts, no table.

Every event names its organisation, who acts (`actor`, the key of a `Member`, or empty for work that runs by itself) and the events
that must have been entered before it (`after`). `happened_at` is when it was so, `entered_at` when it was written into the system;
between the two lies a day without electricity or a night. All times are UTC. Codes are those of the rooms (`people.codes`, `cases.codes`,
`protection.codes`, `referrals`). An empty text means unknown or none.
"""

from dataclasses import dataclass
from datetime import UTC, date, datetime

NOT_YET = datetime.max.replace(tzinfo=UTC)


@dataclass(frozen=True, slots=True, kw_only=True)
class Event:
    key: str
    organisation: str
    actor: str
    happened_at: datetime
    entered_at: datetime = NOT_YET
    after: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class VisitRecorded(Event):
    """Somebody came, without a name. `danger` holds (question, yes | no | unknown) of now, hurt, held; empty where not asked."""

    site: str
    wishes: tuple[str, ...]
    sex: str
    age_group: str
    people: int = 1
    danger: tuple[tuple[str, str], ...] = ()
    person: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Name:
    """kind: main, nickname or other."""

    given: str
    family: str
    kind: str = "main"


@dataclass(frozen=True, slots=True, kw_only=True)
class Birth:
    """kind exact (`day`), year (`year`), estimated (`age` at `at`, give or take `width` years, on the ground `basis`) or unknown."""

    kind: str
    day: date | None = None
    year: int | None = None
    age: int | None = None
    at: date | None = None
    width: int | None = None
    basis: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Phone:
    number: str
    safe_to_call: bool
    safe_to_leave_message: bool
    whose: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Document:
    kind: str
    state: str
    country: str
    number: str


@dataclass(frozen=True, slots=True, kw_only=True)
class PersonRegistered(Event):
    """A record is made. `human` is the same for two records of one human being: what the search ought to find.

    The lawful basis, without which no record is made, is the event `basis` that follows at once. `unaccompanied` is set for a child
    without anybody responsible, `at_risk` for somebody whom a print or a call could betray.
    """

    person: str
    human: str
    site: str
    names: tuple[Name, ...]
    father: str
    mother: str
    sex: str
    age_group: str
    birth: Birth
    nationalities: tuple[str, ...]
    languages: tuple[str, ...]
    phones: tuple[Phone, ...]
    documents: tuple[Document, ...]
    origin: str
    unaccompanied: bool
    at_risk: bool
    basis: str
    visit: str


@dataclass(frozen=True, slots=True, kw_only=True)
class GroupFormed(Event):
    """kind family or travel; `members` are (person, relation)."""

    group: str
    kind: str
    members: tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class StayBegun(Event):
    """`bed` is empty where no bed was free (a mat). Places are what the person said."""

    stay: str
    person: str
    site: str
    bed: str
    from_country: str
    from_place: str
    towards_country: str
    towards_place: str
    means: str


@dataclass(frozen=True, slots=True, kw_only=True)
class StayEnded(Event):
    stay: str
    person: str
    departed_by: str
    departed_to: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Guardian:
    """Who answers for a child: role guardian or authority."""

    role: str
    name: str
    relation: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class BasisRecorded(Event):
    """What the person, or for a child the guardian, said. Empty `recipient`: recording here; otherwise sharing with that organisation.

    Nobody is asked for vital interest: it has a `reason` instead.
    """

    basis: str
    person: str
    kind: str
    agreed: bool
    purposes: tuple[str, ...]
    categories: tuple[str, ...]
    recipient: str
    until: date
    language: str
    form: str
    reason: str = ""
    witness: str = ""
    guardian: Guardian | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class SecondLookTaken(Event):
    basis: str
    confirmed: bool
    note: str


@dataclass(frozen=True, slots=True, kw_only=True)
class BasisWithdrawn(Event):
    basis: str
    person: str
    cause: str


@dataclass(frozen=True, slots=True, kw_only=True)
class ScreeningAnswered(Event):
    """`answers` are (question, answer) of `algorithms.scoring.screening_questions`; people_in_care is a number."""

    person: str
    answers: tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class CaseOpened(Event):
    case: str
    person: str
    site: str
    tracks: tuple[str, ...]
    urgency: str
    case_worker: str


@dataclass(frozen=True, slots=True, kw_only=True)
class CaseAssigned(Event):
    case: str
    case_worker: str


@dataclass(frozen=True, slots=True, kw_only=True)
class AsylumHandedOff(Event):
    """The asylum authority (`to`: cncr or hcr) takes over what concerns asylum; no track of the mechanism does."""

    case: str
    to: str


@dataclass(frozen=True, slots=True, kw_only=True)
class CaseAssessed(Event):
    """`areas` are (area, level, text)."""

    case: str
    areas: tuple[tuple[str, str, str], ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Action:
    """One step of a plan. `owner` is a member, or empty when the person does it (`by_person`)."""

    text: str
    need: str
    owner: str
    by_person: bool
    due: date


@dataclass(frozen=True, slots=True, kw_only=True)
class Goal:
    area: str
    text: str
    actions: tuple[Action, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class PlanMade(Event):
    """Made with the person and submitted to the supervisor."""

    case: str
    goals: tuple[Goal, ...]
    agreed_with_person: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class PlanDecided(Event):
    case: str
    approved: bool
    note: str


@dataclass(frozen=True, slots=True, kw_only=True)
class PlanSubmittedAgain(Event):
    case: str


@dataclass(frozen=True, slots=True, kw_only=True)
class TaskAdded(Event):
    task: str
    case: str
    title: str
    due: datetime
    assigned_to: str


@dataclass(frozen=True, slots=True, kw_only=True)
class TaskEnded(Event):
    """`done`, or else cancelled. `task` is one that was added, or one that a rule made: `<case>.task.best_interests` for a child
    without anybody responsible, `<case>.plan.<goal>.<action>` (counted from 0) for an action of an approved plan."""

    task: str
    case: str
    done: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class NoteWritten(Event):
    """A note is never edited; one that corrects or continues another `follows` it."""

    note: str
    case: str
    text: str
    follows: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class ServiceGiven(Event):
    """What the organisation itself did; `quantity` in meals, kits, calls or nights."""

    case: str
    need: str
    quantity: int
    note: str


@dataclass(frozen=True, slots=True, kw_only=True)
class ClosureRequested(Event):
    case: str
    reason: str
    note: str


@dataclass(frozen=True, slots=True, kw_only=True)
class ClosureDecided(Event):
    case: str
    approved: bool
    note: str


@dataclass(frozen=True, slots=True, kw_only=True)
class CaseDeparted(Event):
    """The person left: the case closes as "departed" and with it, in order, what was open."""

    case: str
    note: str


@dataclass(frozen=True, slots=True, kw_only=True)
class CaseReopened(Event):
    case: str
    reason: str


@dataclass(frozen=True, slots=True, kw_only=True)
class ReferralSent(Event):
    """To a service of another organisation. `categories` of data that the person agreed to; `case` may be empty (on a code alone)."""

    referral: str
    person: str
    case: str
    service: str
    need: str
    urgency: str
    categories: tuple[str, ...]
    basis: str
    message: str
    redirected_from: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class ReferralDrafted(Event):
    """Somebody has begun to write a referral and not sent it yet."""

    referral: str
    person: str
    case: str
    service: str
    urgency: str
    message: str


@dataclass(frozen=True, slots=True, kw_only=True)
class ReferralAnswered(Event):
    """The receiving desk acts: `verb` receive, accept, waitlist, decline (`reason`), redirect (`redirected_to`, a service),
    serve, not_reached, complete (`outcome`: need_met, partly_met, not_met). A redirection has a `reason` too."""

    referral: str
    verb: str
    reason: str = ""
    outcome: str = ""
    redirected_to: str = ""
    note: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class ReferralRecalled(Event):
    """The sender takes it back; `cause` no_answer, solved, or withdrawn, which the withdrawal of the basis brings about."""

    referral: str
    cause: str


@dataclass(frozen=True, slots=True, kw_only=True)
class ErasureConfirmed(Event):
    """The receiving desk says that it keeps nothing of a referral that was taken back."""

    referral: str


@dataclass(frozen=True, slots=True, kw_only=True)
class SiteNoted(Event):
    """How a site is on the day of `happened_at`: open and staffed; the free beds are counted."""

    site: str


@dataclass(frozen=True, slots=True, kw_only=True)
class ServiceAssured(Event):
    """Somebody looked: what the directory says of a service is still true."""

    service: str
