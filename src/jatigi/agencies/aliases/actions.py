"""Confirming which organisation a name means, and taking that back."""

from uuid import UUID

from django.utils.translation import gettext_lazy as _

from jatigi.agencies import rules
from jatigi.agencies.aliases import normalised
from jatigi.agencies.models import Organisation, OrganisationAlias
from jatigi.kernel.access import Purpose, Role
from jatigi.kernel.actions import Act, action, creation
from jatigi.kernel.errors import Invalid, Refused
from jatigi.kernel.models import new_organisation_key
from jatigi.kernel.text import clean, clean_name
from jatigi.places.models import Country

NAME_LENGTH = 200


@creation("organisation.record", Organisation, allow=rules.may_record, purpose=Purpose.ADMINISTRATION)
def record_organisation(act: Act, *, name: str, acronym: str, kind: str, country: str) -> Organisation:
    """An organisation that exists and has nobody here: a coordinator says so. Only an administrator of the node lets it in.

    Raises `Invalid`, also where one in that country bears the name.
    """
    if kind not in Organisation.Kind.values:
        raise Invalid(kind=_("Choose a kind from the list."))
    if not Country.objects.filter(pk=country).exists():
        raise Invalid(country=_("Choose a country from the list."))
    named = clean_name(name, "name", needed=True)
    if any(
        normalised(each) == normalised(named)
        for each in Organisation.objects.filter(country_id=country).values_list("name_fr", flat=True)
    ):
        raise Invalid(name=_("An organisation of this name is known here already."))
    short = clean(acronym, "acronym", limit=32)
    found = Organisation(name_fr=named, acronym=short, kind=kind, country_id=country)
    found.save()
    new_organisation_key(found.pk)
    act.touched("name_fr", "acronym", "kind", "country")
    return found


@creation("alias.confirm", OrganisationAlias, allow=rules.may_name, purpose=Purpose.ADMINISTRATION)
def confirm_alias(act: Act, *, text: str, organisation: UUID, country: str) -> OrganisationAlias:
    """Say that in `country` (ISO 3166-1) `text` means an organisation; what it meant there before no longer counts.

    A coordinator says it of every organisation, an administrator of their own.
    """
    if organisation != act.organisation and not act.access.has(Role.COORDINATOR):
        raise Refused(code="not_own_organisation")
    name = clean(text, "text", limit=NAME_LENGTH, needed=True)
    if not normalised(name):
        raise Invalid(text=_("A name has at least one letter."))
    if not Organisation.objects.filter(pk=organisation, active=True).exists():
        raise Invalid(organisation=_("Choose an organisation from the list."))
    if not Country.objects.filter(pk=country).exists():
        raise Invalid(country=_("Choose a country from the list."))
    alias = OrganisationAlias.objects.filter(normal=normalised(name), country_id=country).first()
    alias = alias or OrganisationAlias(normal=normalised(name), country_id=country)
    alias.text, alias.organisation_id = name, organisation
    alias.confirmed_by_id, alias.confirmed_at = act.signed(), act.at
    alias.save()
    act.touched("text", "organisation", "country")
    act.details.update(organisation=str(organisation), country=country)
    return alias


@action("alias.remove", OrganisationAlias, allow=rules.may_remove_name, purpose=Purpose.ADMINISTRATION)
def remove_alias(act: Act, alias: OrganisationAlias) -> None:
    """The name means nobody any more; what was brought in under it stays."""
    act.details.update(organisation=str(alias.organisation_id), country=alias.country_id)
    alias.delete()
