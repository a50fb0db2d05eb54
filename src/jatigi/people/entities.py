"""The entity list `people`: a form on a device registers somebody, who perhaps begins a stay. `houses` and `countries`: where."""

from collections.abc import Mapping
from dataclasses import replace
from typing import Any
from uuid import UUID

from django.utils.translation import gettext_lazy as _

from jatigi.kernel.access import Access, Purpose
from jatigi.kernel.actions import Act
from jatigi.kernel.errors import Invalid
from jatigi.people import actions
from jatigi.people.codes import NO_COUNTRY, BirthKind, Means
from jatigi.people.shapes import Basis, Birth
from jatigi.places.models import Country, Site
from jatigi.protection.codes import BasisKind, Form
from jatigi.questionnaires.entities import EntityList, Made, Row, Said, register

PROPERTIES = {
    "given": "given name",
    "family": "family name",
    "sex": "sex, as the codes of a person’s record",
    "age_group": "age group, as the codes of a person’s record",
    "birth_date": "date of birth, year-month-day",
    "birth_year": "year of birth",
    "age": "estimated age in years",
    "nationality": "country codes of two letters, apart by spaces",
    "language": "language codes, apart by spaces",
    "phone": "telephone number",
    "phone_safe": "yes: one may call this number",
    "origin": "place of origin",
    "father": "father",
    "mother": "mother",
    "basis": "lawful basis: consent, assent, vital_interest or mandate",
    "agreed": "yes or no: what the person answered",
    "agreed_how": "how the person agreed: verbal, paper",
    "explained_in": "code of the language in which it was explained",
    "witness": "name of the witness, for a spoken agreement",
    "reason": "reason, for vital interest or a mandate",
    "guardian_role": "guardian or authority, for a child’s assent",
    "guardian_name": "name of the guardian or the authority",
    "guardian_relation": "what they are to the child",
    "site": "id of the site, from the list houses, where the person was received",
    "house": "id of the house, from the list houses, in which the person stays from now on",
    "bed": "bed in that house",
    "from_country": "country code from which the person arrived",
    "towards_country": "country code towards which the person goes",
    "means": "how the person arrived, as the codes of a stay",
}


def create(act: Act, said: Said) -> Made:
    """Register the person and begin the stay, as the welcome desk does. Raises what the two actions raise."""
    desk = replace(act, access=act.access.for_purpose(Purpose.RECEPTION))
    person = actions.register.within(desk, **_registration(said))
    if said.get("house"):
        actions.begin_stay.within(
            desk,
            person=person.pk,
            site=_id(said["house"], "house"),
            bed=said.get("bed", ""),
            from_country=said.get("from_country", ""),
            towards_country=said.get("towards_country", ""),
            means=said.get("means", Means.UNKNOWN.value),
        )
    return Made(person, person.pk)


def _registration(said: Said) -> dict[str, Any]:
    names = {part: said[part] for part in ("given", "family") if part in said}
    phones = [{"number": said.get("phone", ""), "safe_to_call": said.get("phone_safe") == "yes"}]
    return {
        "sex": said.get("sex", ""),
        "age_group": said.get("age_group", ""),
        "names": [{**names, "kind": "main"}] if names else [],
        "father": said.get("father", ""),
        "mother": said.get("mother", ""),
        "birth": _birth(said),
        "nationalities": said.get("nationality", "").split(),
        "languages": said.get("language", "").split(),
        "phones": phones if "phone" in said else [],
        "origin": said.get("origin", ""),
        "site": _id(said["site"], "site") if "site" in said else None,
        "basis": _basis(said),
    }


def _birth(said: Said) -> Birth | None:
    if "birth_date" in said:
        return {"kind": BirthKind.EXACT.value, "date": said["birth_date"]}
    if "birth_year" in said:
        return {"kind": BirthKind.YEAR.value, "year": _number(said, "birth_year")}
    if "age" in said:
        return {"kind": BirthKind.ESTIMATED.value, "age": _number(said, "age")}
    return None


def _basis(said: Said) -> Basis:
    kind = said.get("basis", "")
    if kind in (BasisKind.CONSENT, BasisKind.ASSENT) and said.get("agreed") not in ("yes", "no"):
        raise Invalid(basis_agreed=_("Read the text aloud, then note the answer."))
    basis: Basis = {
        "kind": kind,
        "agreed": said.get("agreed") != "no",
        "form": said.get("agreed_how", Form.VERBAL.value),
        "language": said.get("explained_in", "fr"),
        "witness": said.get("witness", ""),
        "reason": said.get("reason", ""),
    }
    if kind == BasisKind.ASSENT:
        basis["guardian"] = _guardian(said)
    return basis


def _guardian(said: Said) -> dict[str, str]:
    return {part: said.get(f"guardian_{part}", "") for part in ("name", "relation")} | {
        "role": said.get("guardian_role", "guardian")
    }


def _number(said: Mapping[str, str], name: str) -> int:
    text = said[name]
    if not (text.isascii() and text.isdecimal() and len(text) < 5):
        raise Invalid({name: _("Write a whole number.")})
    return int(text)


def _id(text: str, name: str) -> UUID:
    try:
        return UUID(text)
    except ValueError:
        raise Invalid({name: _("Choose a site of your organisation.")}) from None


def houses(access: Access) -> list[Row]:
    """Where people are received, by name; never a hidden site: a device gets lost."""
    if access.organisation is None:
        return []
    mine = Site.objects.visible_to(access).filter(organisation_id=access.organisation, active=True)
    return [Row(site.pk, site.name, site.version) for site in mine.filter(hidden=False).order_by("name")]


def countries(_access: Access) -> list[Row]:
    """Every country by its code, named in the language of the device; who has none, does not know or does not say."""
    named = [(pk, str(country)) for pk, country in Country.objects.in_bulk().items()]
    named += [(code, str(label)) for code, label in NO_COUNTRY.items()]
    return [Row(code, name, 1) for code, name in sorted(named, key=lambda one: one[1])]


register(EntityList("people", PROPERTIES, create=create))
register(EntityList("houses", {}, rows=houses))
register(EntityList("countries", {}, rows=countries))
