"""A visit, a person with an identity, a stay as they are about to be written: the one place where what
the desk says becomes rows, one at a time or in an import. Nothing here writes.

Each takes the act at whose moment it happened, and raises `Invalid` with the form's field names.
"""

from collections.abc import Collection, Sequence
from datetime import date
from typing import Any
from uuid import UUID

from django.utils.translation import gettext_lazy as _

from jatigi.kernel.access import Purpose
from jatigi.kernel.actions import Act
from jatigi.kernel.errors import Invalid
from jatigi.kernel.text import NOTE_LENGTH, clean, clean_name
from jatigi.people import checks, shapes
from jatigi.people.codes import AgeGroup, Answer, Danger, Means, Sex, Wish
from jatigi.people.models import Identity, Person, Stay, Visit
from jatigi.people.shapes import Basis, Birth, Document, Name, Phone
from jatigi.protection.codes import Category

PEOPLE_AT_ONCE = range(1, 501)
PARTS = (
    "names", "father", "mother", "nationalities", "languages", "phones", "documents", "origin",
)  # fmt: skip
"""What may be known of a person and need not be."""


def visit(
    act: Act,
    *,
    site: UUID,
    wishes: Sequence[str],
    sex: str,
    age_group: str,
    people: int = 1,
    danger: dict[str, str] | None = None,
    mine: Collection[UUID] | None = None,
) -> Visit:
    """Somebody came. `mine`: the sites of the organisation, where they are known already."""
    if not wishes:
        raise Invalid(wishes=_("Choose what the person wishes."))
    if people not in PEOPLE_AT_ONCE:
        raise Invalid(people=_("Write how many people came together, from 1 to 500."))
    return Visit(
        organisation_id=act.organisation,
        site_id=checks.own_site(act, site, mine),
        at=act.at,
        wishes=[shapes.one_of(wish, "wishes", Wish.values) for wish in dict.fromkeys(wishes)],
        sex=shapes.one_of(sex, "sex", Sex.values),
        age_group=shapes.one_of(age_group, "age_group", AgeGroup.values),
        people=people,
        danger=dangers(danger or {}),
        recorded_by_id=checks.author(act),
    )


def dangers(answers: dict[str, str]) -> dict[str, str]:
    """What was said about danger: {code of `Danger`: code of `Answer`}."""
    return {
        shapes.one_of(question, "danger", Danger.values): shapes.one_of(answer, question, Answer.values)
        for question, answer in answers.items()
    }


def person(
    act: Act,
    *,
    sex: str,
    age_group: str = "",
    names: Sequence[Name] = (),
    father: str = "",
    mother: str = "",
    birth: Birth | None = None,
    nationalities: Sequence[str] = (),
    languages: Sequence[str] = (),
    phones: Sequence[Phone] = (),
    documents: Sequence[Document] = (),
    origin: str = "",
    site: UUID | None = None,
    at_risk: bool = False,
    mine: Collection[UUID] | None = None,
) -> tuple[Person, Identity]:
    """A person and who they are, still without code and key."""
    today = shapes.today_at(act.at)
    born = shapes.clean_birth(birth, today)
    record = Person(
        organisation_id=act.organisation,
        sex=shapes.one_of(sex, "sex", Sex.values),
        age_group=shapes.clean_age_group(age_group, born, today),
        nationalities=shapes.clean_nationalities(nationalities),
        languages=shapes.clean_languages(languages),
        registered_at=act.at,
        registered_by_id=checks.author(act),
        site_id=checks.own_site(act, site, mine) if site else None,
        at_risk=at_risk,
    )
    identity = Identity(organisation_id=act.organisation, person=record, birth=born)
    describe(identity, names, father, mother, phones, documents, origin)
    return record, identity


def describe(
    identity: Identity,
    names: Sequence[Name] | None,
    father: str | None,
    mother: str | None,
    phones: Sequence[Phone] | None,
    documents: Sequence[Document] | None,
    origin: str | None,
) -> None:
    """Set what is given on the identity, cleaned."""
    if names is not None:
        identity.names = shapes.clean_names(names)
    if father is not None or mother is not None:
        before = identity.parents or {}
        identity.parents = {
            "father": clean_name(father, "father") if father is not None else before.get("father", ""),
            "mother": clean_name(mother, "mother") if mother is not None else before.get("mother", ""),
        }
    if phones is not None:
        identity.phones = shapes.clean_phones(phones)
    if documents is not None:
        identity.documents = shapes.clean_documents(documents)
    if origin is not None:
        identity.origin = clean(origin, "origin")


def agreement(basis: Basis) -> dict[str, Any]:
    """The basis on which somebody is recorded here, as `protection` takes it. Raises `Invalid` without a yes."""
    if not basis.get("agreed", True):
        raise Invalid(
            basis_agreed=_(
                "Without agreement no record is made. The person is helped all the same: the visit stays, without a name."
            )
        )
    return {
        "purposes": [Purpose.RECEPTION.value, Purpose.CASE_MANAGEMENT.value],
        "categories": list(Category.values),
        **basis,
        "until": _day(basis.get("until") or ""),
    }


def of_the_basis(error: Invalid) -> Invalid:
    """The errors of a basis under the names of the form (`basis_reason`)."""
    return Invalid({f"basis_{name}" if name else "": text for name, text in error.errors.items()})


def _day(text: str) -> date | None:
    try:
        return date.fromisoformat(text) if text else None
    except ValueError:
        raise Invalid(basis_until=_("Write the day as year-month-day.")) from None


def stay(
    act: Act,
    guest: Person,
    *,
    site: UUID,
    bed: str = "",
    from_country: str = "",
    towards_country: str = "",
    means: str = Means.UNKNOWN,
    note: str = "",
    mine: Collection[UUID] | None = None,
) -> Stay:
    """A person arrives at a site. Whether they or the bed are free is for the caller to ask."""
    return Stay(
        organisation_id=act.organisation,
        key_id=guest.key_id,
        person=guest,
        site_id=checks.own_site(act, site, mine),
        bed=clean(bed, "bed", limit=20),
        arrived_at=act.at,
        from_country_id=checks.country(from_country, "from_country"),
        towards_country_id=checks.country(towards_country, "towards_country"),
        means=shapes.one_of(means, "means", Means.values),
        note=clean(note, "note", limit=NOTE_LENGTH, lines=True),
    )


def bed_is_taken() -> Invalid:
    return Invalid(bed=_("This bed is taken tonight. Choose another one."))


def depart(act: Act, begun: Stay, *, means: str = Means.UNKNOWN, to_country: str = "") -> None:
    """The person leaves at the moment of the act: how, and towards where."""
    if act.at < begun.arrived_at:
        raise Invalid(happened_at=_("The departure cannot be before the arrival."))
    begun.departed_at = act.at
    begun.departed_by = shapes.one_of(means, "means", Means.values)
    begun.departed_to_id = checks.country(to_country, "to_country")
