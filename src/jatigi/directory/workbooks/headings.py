"""Which column says what: by an HXL tag, by its heading in French or English on one line or two, or by its P-codes.

Headings and tags: 3W/4W/5W templates of OCHA and HXL 1.1 (codebook i1).
"""

import re
from collections.abc import Sequence

from jatigi.directory.workbooks.words import folded

HEADINGS: dict[str, tuple[str, ...]] = {
    "organisation": (
        "organisation", "organization", "organisations", "nom de l’organisation", "nom organisation", "nom de la structure",
        "structure", "organisme", "agence", "agency", "agency name", "organisation name", "name of organisation",
        "name of organization", "organization name", "nom complet de l’organisation", "ong", "ngo", "acteur", "acteurs",
        "actor", "intervenant", "institution", "qui", "who", "qui ?", "who ?", "organisation qui rapporte",
        "reporting organisation", "reporting organization", "organisation déclarante",
    ),
    "acronym": (
        "acronyme", "acronym", "sigle", "abréviation", "abbreviation", "acronyme organisation", "acronyme de l’organisation",
        "sigle de l’organisation", "organisation acronyme", "organisation acronym", "organization acronym", "org acronym",
        "acronyme ou sigle", "nom court", "short name", "organisation sigle", "sigle acronyme",
    ),
    "lead": (
        "organisation chef de file", "chef de file", "lead organisation", "lead organization", "programming organisation",
        "programming organization", "organisation lead", "lead agency", "agence chef de file", "organisation principale",
        "organisation responsable", "lead",
    ),
    "partner": (
        "partenaire de mise en oeuvre", "partenaires de mise en oeuvre", "partenaire d’exécution", "partenaire d’exécution local",
        "organisation de mise en oeuvre", "implementing partner", "implementing partners", "implementing organisation",
        "implementing organization", "implementing agency", "partenaire", "partenaires", "partner", "partners",
        "organisation partenaire", "pmo", "partenaire opérationnel", "implementing",
    ),
    "donor": (
        "bailleur", "bailleurs", "bailleur de fonds", "bailleurs de fonds", "donor", "donors", "donateur", "donateurs",
        "financement", "source de financement", "funding", "funder",
    ),
    "org_type": (
        "type d’organisation", "type organisation", "typeorganisation", "organisation type", "organization type", "type d’org",
        "type of organisation", "type of organization", "type d’acteur", "type de structure", "catégorie d’organisation",
    ),
    "sector": (
        "secteur", "secteurs", "sector", "sectors", "cluster", "clusters", "secteur cluster", "cluster secteur", "sector cluster",
        "secteur d’intervention", "secteurs d’intervention", "domaine", "domaine d’intervention", "domaines d’intervention",
        "secteur d’activité", "secteur d’activités", "secteurs d’activités", "thématique", "quoi", "quoi ?", "groupe sectoriel",
        "nom du cluster", "nom du secteur", "besoin", "need",
    ),
    "subsector": (
        "sous secteur", "sous secteurs", "sub sector", "subsector", "sous cluster", "sub cluster", "aor", "domaine de responsabilité",
        "sous domaine", "area of responsibility",
    ),
    "activity": (
        "activité", "activités", "activity", "activities", "description de l’activité", "activity description", "type d’activité",
        "type d’activités", "activité principale", "activités menées", "activités réalisées", "intervention", "interventions",
        "service", "services", "service fourni", "services fournis", "service offert", "services offerts", "titre de l’activité",
        "nom de l’activité", "type de service", "type d’intervention", "service type", "services provided", "what", "what ?",
        "assistance", "type d’assistance",
    ),
    "project": ("projet", "project", "nom du projet", "titre du projet", "programme", "project title", "intitulé du projet"),
    "country": ("pays", "country", "nom du pays", "admin0", "adm0", "admin 0", "country name"),
    "country_code": ("code pays", "country code", "iso", "iso2", "iso3", "code iso", "adm0 pcode", "admin0 pcode"),
    "adm1": (
        "région", "régions", "region", "regions", "province", "provinces", "admin1", "admin 1", "adm1", "adm 1", "nom de la région",
        "nom région", "region name", "province name", "wilaya", "état", "state", "governorate", "gouvernorat", "admin1 name",
        "adm1 name", "adm1 fr", "admin1name fr", "adm1 en", "région d’intervention", "régions d’intervention", "région admin1",
        "nom de la province", "région province", "admin1name", "niveau administratif 1", "district ou région",
    ),
    "adm1_code": (
        "code région", "code de la région", "region code", "code province", "adm1 pcode", "admin1 pcode", "adm1pcode", "admin1pcode",
        "pcode région", "p code région", "région pcode", "région code", "region pcode", "code admin1", "admin1 code", "adm1 code",
        "pcode admin1", "pcode adm1", "pcode 1", "code adm1", "province code", "province pcode",
    ),
    "adm2": (
        "cercle", "cercles", "département", "départements", "department", "district", "districts", "admin2", "admin 2", "adm2", "adm 2",
        "préfecture", "nom du cercle", "moughataa", "lga", "admin2 name", "adm2 name", "adm2 fr", "admin2name", "cercle ou district",
    ),
    "adm2_code": (
        "code cercle", "code département", "code du cercle", "adm2 pcode", "admin2 pcode", "adm2pcode", "admin2pcode", "cercle pcode",
        "pcode cercle", "district code", "code admin2", "admin2 code", "adm2 code", "pcode admin2", "pcode adm2", "pcode 2",
        "cercle code", "code adm2", "département code",
    ),
    "locality": (
        "localité", "localités", "locality", "ville", "village", "commune", "communes", "site", "sites", "town", "city", "admin3",
        "admin 3", "adm3", "sous préfecture", "camp", "quartier", "location name", "municipality", "nom de la localité", "nom du site",
    ),
    "place": (
        "lieu", "lieux", "où", "où ?", "where", "where ?", "zone", "zones", "zone d’intervention", "zones d’intervention", "location",
        "locations", "localisation", "zone de couverture", "couverture", "couverture géographique", "coverage", "zone géographique",
        "lieu d’intervention", "lieux d’intervention", "zone couverte", "zones couvertes", "geographical area", "area",
    ),
    "pcode": ("pcode", "p code", "pcodes", "code pcode", "place code", "code lieu", "code géographique", "code de la zone"),
    "status": (
        "statut", "status", "état de l’activité", "statut de l’activité", "activity status", "statut du projet", "project status",
        "état du projet", "état d’avancement", "statut activité",
    ),
    "active": (
        "actif", "active", "opérationnel", "operational", "en activité", "fonctionnel", "functional", "présence opérationnelle",
        "en cours ?", "service actif", "actif ?", "actif oui non",
    ),
    "start": (
        "début", "date de début", "start", "start date", "date début", "date de démarrage", "début du projet", "début de l’activité",
        "from",
    ),
    "end": (
        "fin", "date de fin", "end", "end date", "date fin", "fin du projet", "fin de l’activité", "date de clôture", "échéance",
        "date prévue de fin",
    ),
    "reported": (
        "date de rapport", "date du rapport", "reported", "reporting date", "date de mise à jour", "dernière mise à jour",
        "mise à jour", "last updated", "updated", "période de rapport", "mois de rapport", "reporting month",
    ),
    "target": (
        "groupe cible", "groupes cibles", "population cible", "bénéficiaires", "type de bénéficiaires", "groupe bénéficiaire", "cible",
        "target group", "beneficiary type", "beneficiaries", "type de bénéficiaire", "pour qui", "pour qui ?", "for whom",
        "target population", "public cible", "catégorie de bénéficiaires",
    ),
    "phone": (
        "téléphone", "tél", "tel", "telephone", "phone", "numéro de téléphone", "contact téléphone", "contact téléphonique",
        "phone number", "contact phone", "contacts téléphoniques", "n° de téléphone", "portable", "mobile",
    ),
    "service_phone": ("téléphone du service", "telephone of the service", "service phone", "standard téléphonique", "hotline"),
    "contact": (
        "contact", "contacts", "point focal", "personne de contact", "focal point", "contact person", "nom du contact", "contact name",
        "nom du point focal", "responsable", "personne ressource", "fonction du contact",
    ),
    "email": ("e mail", "email", "mail", "courriel", "adresse e mail", "adresse mail", "contact email", "adresse électronique"),
    "title": ("nom du service", "service name", "intitulé du service", "titre du service", "name of service"),
    "description": ("description", "description du service", "service description", "détails", "details"),
    "capacity": ("capacité", "capacity", "nombre de places", "places", "capacité d’accueil"),
    "count": (
        "nombre de bénéficiaires", "bénéficiaires atteints", "personnes atteintes", "reached", "targeted", "personnes ciblées",
        "personnes dans le besoin", "in need", "bénéficiaires ciblés", "people reached", "nb bénéficiaires", "people targeted",
        "number of beneficiaries", "nombre de projets", "nombre d’activités", "montant", "budget", "hommes", "femmes", "filles",
        "garçons",
    ),
    "remark": ("commentaire", "commentaires", "observation", "observations", "remarque", "remarques", "comments", "remarks", "notes"),
    "number": ("n°", "no", "n", "id", "numéro", "number", "num", "ligne", "numéro d’ordre", "code", "index"),
}  # fmt: skip
"""Field to the headings that mean it. The last ones are known, so that nobody asks about them, and say nothing here."""

KNOWN = {folded(heading): field for field, headings in HEADINGS.items() for heading in headings}
WHOLE = {"nom", "name", "libelle", "noms", "intitule"}
CODED = {"code", "pcode", "p code", "codes"}
SHORT = {"acronyme", "acronym", "sigle", "abreviation"}
TAG = re.compile(r"#[a-z][a-z0-9_]*(\s*\+\s*[a-z][a-z0-9_]*)*\s*", re.IGNORECASE)
_GIVEN = re.compile(r"\(.*?\)|\[.*?\]|\*+|\boui\b.*\bnon\b|\byes\b.*\bno\b", re.IGNORECASE)


def field_of(heading: str) -> str:
    """What a heading means, "" where nobody knows. What stands in brackets, and an asterisk, does not count."""
    found = KNOWN.get(folded(heading)) or KNOWN.get(folded(_GIVEN.sub(" ", heading)))
    if found:
        return found
    for half in re.split(r"[/|\n]|\s[-–—]\s", heading):  # "Région / Region", "Organisation - Organization"
        found = KNOWN.get(folded(_GIVEN.sub(" ", half)))
        if found and found != "number":
            return found
    return ""


def field_of_two(upper: str, lower: str) -> str:
    """What a heading on two lines means: the whole, else the lower line, in the sense of the upper one."""
    if not lower:
        return field_of(upper)
    if not upper or folded(upper) == folded(lower):
        return field_of(lower)
    whole = KNOWN.get(folded(f"{upper} {lower}")) or KNOWN.get(folded(f"{lower} {upper}"))
    if whole:
        return whole
    above, word = field_of(upper), folded(lower)
    if above == "organisation" and word in SHORT:
        return "acronym"
    if above in ("adm1", "adm2", "country") and word in CODED:
        return f"{above}_code"
    if above and word in WHOLE:
        return above
    return field_of(lower)


def is_tag(text: str) -> bool:
    return bool(TAG.fullmatch(text.strip()))


def field_of_tag(text: str) -> str:
    """What an HXL tag means here, "" where it says nothing for the directory."""
    name, *attributes = [part.strip().lower() for part in text.strip().lstrip("#").split("+")]
    has = set(attributes)
    if name == "org":
        return _organisation(has)
    if name in ("adm1", "adm2", "country"):
        return f"{name}_code" if has & {"code", "pcode"} else name
    if name == "contact":
        if "phone" in has:
            return "service_phone" if "service" in has else "phone"
        return "email" if "email" in has else "contact"
    if name == "date":
        return "start" if "start" in has else "end" if "end" in has else "reported"
    if name == "activity":
        return "project" if has & {"project", "programme"} else "activity"
    if name == "service":
        return "title" if "name" in has else "activity"
    if name in ("sector", "subsector") and has & {"code", "id"} and "name" not in has:
        return "" if name == "subsector" else "sector"
    return TAGS.get(name, "")


TAGS = {
    "sector": "sector", "subsector": "subsector", "adm3": "locality", "adm4": "locality", "loc": "locality", "status": "status",
    "beneficiary": "target", "description": "description", "capacity": "capacity", "indicator": "count", "output": "count",
    "inneed": "count", "targeted": "count", "reached": "count", "affected": "count", "population": "count", "value": "count",
    "meta": "number", "currency": "count", "modality": "remark",
}  # fmt: skip


def _organisation(has: set[str]) -> str:
    if has & {"type", "code", "id"}:
        return "org_type"
    if has & {"funder", "donor", "funding"}:
        return "donor"
    if has & {"acronym", "abbr", "abbreviation", "short"}:
        return "acronym"
    if has & {"impl", "implementing", "partner"}:
        return "partner"
    return "lead" if has & {"prog", "programming", "lead"} else "organisation"


def understood(fields: Sequence[str]) -> int:
    """How many different things a row of headings says that count."""
    return len({field for field in fields if field and field != "number"})
