"""Which services the directory already has, in whatever state: the same workbook brought twice changes nothing."""

from collections.abc import Collection

from django.db.models import Q

from jatigi.directory.models import Service
from jatigi.directory.workbooks.judging import Offer
from jatigi.directory.workbooks.placing import Places
from jatigi.directory.workbooks.rules import KNOWING

AT_ONCE = 400


def known(offers: Collection[Offer]) -> set[Offer]:
    """Those of `offers` that stand, wait for approval, or ended here. A hidden one counts where everybody sees its area."""
    houses = sorted({house for house, _need, _place in offers})
    if not houses:
        return set()
    places = Places()
    seen = Q(hidden=False) | Q(state__in=("active", "suspended"))
    found: set[Offer] = set()
    for start in range(0, len(houses), AT_ONCE):
        rows = Service.objects.visible_to(KNOWING).filter(
            seen, organisation_id__in=houses[start : start + AT_ONCE]
        )
        for house, need, country, unit in rows.values_list(
            "organisation_id", "need", "country_id", "unit_id"
        ):
            codes = places.codes_today(unit) if unit else (country,)
            found |= {(str(house), need, code) for code in codes}
    return found & set(offers)
