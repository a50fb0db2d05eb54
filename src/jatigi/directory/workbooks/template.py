"""Our own workbook, to be filled in: one sheet for the rows, one that says what to write, one with the codes of places."""

from io import BytesIO

from django.utils import translation
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from jatigi.people.codes import Need
from jatigi.places import units
from jatigi.places.models import Country
from jatigi.questionnaires.data.sheets import Sheet, xlsx

COLUMNS = (
    ("Organisation", "#org+name", gettext_lazy("Its full name. Must be written.")),
    ("Acronyme", "#org+acronym", gettext_lazy("As people call it.")),
    ("Type d’organisation", "#org+type", gettext_lazy("ONG, Agence UN, Gouvernement, Croix-Rouge, Association or Réseau.")),
    ("Secteur", "#sector+name", gettext_lazy("One of the needs of the sheet of codes. Must be written.")),
    ("Activité", "#activity+name", gettext_lazy("What is done there, in a few words.")),
    ("Nom du service", "#service+name", gettext_lazy("How the service is called. Empty: the need.")),
    ("Région", "#adm1+name", gettext_lazy("Name of the region; several with commas; “Toutes les régions” for the whole country.")),
    ("Code région", "#adm1+code", gettext_lazy("P-code of the sheet of codes. This or the name must be written.")),
    ("Cercle", "#adm2+name", gettext_lazy("Name of the cercle, if it is known.")),
    ("Localité", "#loc+name", gettext_lazy("Town or village. Never the address of a shelter.")),
    ("Pour qui", "#beneficiary+type", gettext_lazy("For whom the service is. Empty: everybody.")),
    ("Téléphone du service", "#contact+service+phone", gettext_lazy("A number that may be published; never that of a person.")),
    ("Statut", "#status+name", gettext_lazy("en cours, planifié, terminé or suspendu. Empty: en cours.")),
    ("Date de fin", "#date+end", gettext_lazy("31/12/2026. Empty: none.")),
    ("Date de mise à jour", "#date+reported", gettext_lazy("When somebody last knew that this is so. Empty: today.")),
)  # fmt: skip
"""Heading, HXL tag (HXL 1.1), and what to write."""


def workbook() -> bytes:
    """The template in French, with the regions of the countries of the routes."""
    with translation.override("fr"):
        heads = [heading for heading, _tag, _hint in COLUMNS]
        tags = [tag for _heading, tag, _hint in COLUMNS]
        sheets = [
            Sheet(_("Services"), [heads, tags], []),
            Sheet(
                _("What to write"),
                [[_("Column"), _("What to write")]],
                [(h, str(hint)) for h, _tag, hint in COLUMNS],
            ),
            Sheet(_("Codes"), [[_("Kind of code"), _("Code"), _("Name")]], _codes()),
        ]
        file = BytesIO()
        xlsx(sheets, file)
    return file.getvalue()


def _codes() -> list[tuple[str, str, str]]:
    found = [(_("Need"), code, str(label)) for code, label in Need.choices]
    for country in Country.objects.filter(consortium=True).order_by("name_fr"):
        found.append((_("Country"), country.pk, country.name_fr))
        found += [(country.name_fr, unit.code, units.label(unit)) for unit in units.of(country.pk)]
    return found
