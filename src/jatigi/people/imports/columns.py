"""Which column of a list says what: by its heading, in French or English, as KoBo or as Primero writes it.

Field names and labels of Primero: its `basic_identity` and `family_details` forms and CSV exporter (primeroIMS/primero);
KoBo puts the groups before the question ("menage/identite/nom"), so the last part decides where the whole is unknown.
"""

import re
import unicodedata
from collections.abc import Sequence

from django.utils.translation import gettext_lazy as _

from jatigi.questionnaires.data.tables import SheetTable, Unusable

HEADINGS: dict[str, tuple[str, ...]] = {
    "given": ("prénom", "prénoms", "prénom(s)", "first name", "given name", "given names", "name_first", "firstname"),
    "middle": ("deuxième prénom", "middle name", "name_middle"),
    "family": ("nom", "nom de famille", "surname", "last name", "family name", "family names", "name_last", "lastname"),
    "full": ("nom complet", "nom et prénom", "nom et prénoms", "prénom et nom", "nom prénom", "full name", "name"),
    "nickname": ("surnom", "nickname", "name_nickname"),
    "other_name": ("autre nom", "autres noms", "other name", "name_other"),
    "sex": ("sexe", "sex", "genre", "gender"),
    "birth": ("date de naissance", "date naissance", "né le", "né(e) le", "date of birth", "birth date", "dob"),
    "birth_year": ("année de naissance", "année naissance", "year of birth", "birth year"),
    "age": ("âge", "age", "âge en années", "age in years", "age_years"),
    "estimated": ("âge estimé", "is the age estimated?", "estimated", "age estimated"),
    "age_group": ("tranche d’âge", "groupe d’âge", "age group"),
    "nationality": ("nationalité", "nationalités", "nationality", "nationalities"),
    "language": ("langue", "langues", "langues parlées", "language", "languages"),
    "father": ("père", "nom du père", "father", "father’s name", "name of father", "father name"),
    "mother": ("mère", "nom de la mère", "mother", "mother’s name", "name of mother", "mother name"),
    "phone": (
        "téléphone", "tél", "numéro de téléphone", "portable", "phone", "phone number", "telephone number",
        "current telephone", "telephone_current",
    ),
    "document": ("type de document", "document", "document type"),
    "document_number": ("numéro de document", "numéro du document", "document number"),
    "national_id": ("numéro nina", "nina", "national id number", "national_id_no"),
    "origin": ("lieu d’origine", "origine", "place of origin", "village d’origine"),
    "registered": (
        "date d’enregistrement", "enregistré le", "registration date", "registration_date",
        "date of registration or interview", "_submission_time", "submissiondate",
    ),
    "agreement": ("accord", "accord de la personne", "consentement", "agreement", "consent"),
    "guardian": ("tuteur", "tutrice", "tuteur ou tutrice", "nom du tuteur", "guardian", "name of guardian"),
}  # fmt: skip
"""Field to the headings that mean it."""

ABOUT_AGE = ("birth", "birth_year", "age", "age_group")


def folded(text: str) -> str:
    """A heading or a word without case, accents and signs."""
    plain = unicodedata.normalize("NFKD", text.replace("œ", "oe").replace("Œ", "oe")).casefold()
    letters = "".join(letter for letter in plain if not unicodedata.combining(letter))
    return " ".join(re.findall(r"[^\W_]+", letters))


KNOWN = {folded(heading): field for field, headings in HEADINGS.items() for heading in headings}


def fields_of(head: Sequence[str]) -> dict[str, int]:
    """Field to the place of its column; what no heading means is left out."""
    found: dict[str, int] = {}
    for place, heading in enumerate(head):
        field = field_of(heading)
        if field and field not in found:
            found[field] = place
    return found


def field_of(heading: str) -> str:
    """What a heading means, "" where nobody knows."""
    whole = KNOWN.get(folded(heading))
    if whole or heading.startswith("_"):
        return whole or ""
    last = re.split(r"[/.:]", heading)[-1]
    return KNOWN.get(folded(last), "")


def chosen(file: str, sheets: Sequence[SheetTable]) -> tuple[SheetTable, dict[str, int]]:
    """The sheet in which most is understood. Raises `Unusable` where what every record needs is missing."""
    best = max(sheets, key=lambda sheet: len(fields_of(sheet.head)), default=None)
    if best is None:
        raise Unusable(file, _("The first row must hold the headings."))
    places = fields_of(best.head)
    if "sex" not in places:
        raise Unusable(
            best.name, _("A column with the sex is missing. Take the headings of the template."), row=1
        )
    if not any(field in places for field in ABOUT_AGE):
        raise Unusable(
            best.name,
            _("A column with the birth date or the age is missing. Take the headings of the template."),
            row=1,
        )
    twice = _twice(best.head)
    if twice:
        raise Unusable(best.name, _("Two columns say the same thing. Keep one of them."), twice, 1)
    if not best.rows:
        raise Unusable(best.name, _("There is no row under the headings."))
    return best, places


def _twice(head: Sequence[str]) -> str:
    seen: set[str] = set()
    for heading in head:
        field = field_of(heading)
        if field and field in seen:
            return heading
        seen.add(field)
    return ""
