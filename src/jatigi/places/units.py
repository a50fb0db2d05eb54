"""Administrative units by the day they are meant for: the same code can mean two regions over time."""

from datetime import date

from django.db.models import Q, QuerySet
from django.utils.translation import gettext as _

from jatigi.kernel import clock
from jatigi.places.models import AdminUnit
from jatigi.places.names import sort_key


def on(day: date, country: str, code: str) -> AdminUnit | None:
    """The unit that `code` means in `country` on `day`; None where nothing bears that code on that day.

    ML09 is the district of Bamako until 12 March 2023 and Taoudénit from the next day (Law 2023-007).
    """
    return _in_force(day).filter(country_id=country, code=code).order_by("-vintage").first()


def of(country: str, day: date | None = None, level: int = 1) -> list[AdminUnit]:
    """The units of a country in force on `day` (today where none is given), by name."""
    rows = _in_force(day or clock.today()).filter(country_id=country, level=level)
    return sorted(rows, key=lambda unit: sort_key(str(unit)))


def meanings(country: str, code: str) -> list[AdminUnit]:
    """Everything that a code ever meant, oldest first."""
    return list(AdminUnit.objects.filter(country_id=country, code=code).order_by("valid_from", "vintage"))


def label(unit: AdminUnit) -> str:
    """The name, with a word of caution where the source is not certain."""
    return _("%(unit)s (to be confirmed)") % {"unit": unit} if unit.to_confirm else str(unit)


def _in_force(day: date) -> QuerySet[AdminUnit]:
    begun = Q(valid_from__isnull=True) | Q(valid_from__lte=day)
    not_over = Q(valid_to__isnull=True) | Q(valid_to__gte=day)
    return AdminUnit.objects.filter(begun, not_over)
