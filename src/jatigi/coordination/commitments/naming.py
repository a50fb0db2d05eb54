"""Which organisation a name means: its acronym, its name, or an alias that a person confirmed for that country."""

from collections import defaultdict
from collections.abc import Iterable
from uuid import UUID

from django.utils.translation import gettext_lazy as _

from jatigi.agencies import aliases
from jatigi.agencies.aliases import normalised
from jatigi.agencies.models import Organisation
from jatigi.coordination.commitments.saying import Named
from jatigi.kernel.errors import Invalid


class Names:
    """Every organisation of the node by what it is called; read once, then asked as often as one likes.

    `country` (ISO 3166-1): where a name that several bear is meant first; CNLTPPA exists in two.
    """

    def __init__(self, country: str) -> None:
        self.country = country
        self._called: dict[str, set[tuple[UUID, str]]] = defaultdict(set)
        self._by_id: set[UUID] = set()
        rows = Organisation.objects.filter(active=True)
        for pk, where, *called in rows.values_list("pk", "country_id", "name_fr", "name_en", "acronym"):
            self._by_id.add(pk)
            for name in filter(None, called):
                self._called[normalised(name)].add((pk, where))
        self._aliases = aliases.confirmed()

    def meant(self, name: str) -> list[UUID]:
        """The organisation that is meant; several where it cannot be told, none where nobody is called so."""
        pk = _id(name)
        if pk is not None:
            return [pk] if pk in self._by_id else []
        plain = normalised(name)
        alias = self._aliases.get((plain, self.country))
        if alias is not None:
            return [alias]
        bearers = self._called.get(plain, set())
        here = [one for one, where in bearers if where == self.country]
        return sorted(here or [one for one, _where in bearers])


def _id(name: str) -> UUID | None:
    try:
        return UUID(name)
    except ValueError:
        return None


def addressees(names: Names, said: Iterable[str], *, lead: bool = False) -> list[Named]:
    """What was written, one name each: organisations of the node, the others by name. `lead`: the first answers first.

    Raises `Invalid` for "addressees" where a name can mean several.
    """
    found: list[Named] = []
    for name in said:
        meant = names.meant(name)
        if len(meant) > 1:
            sentence = _("Several organisations are called so: %(name)s. Write the full name.")
            raise Invalid(addressees=sentence % {"name": name})
        found.append(Named(organisation=meant[0], name="") if meant else Named(organisation=None, name=name))
    for number, one in enumerate(found):
        one["lead"] = lead and number == 0
    return found
