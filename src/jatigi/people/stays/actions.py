"""A person arrives in a house, changes the bed, leaves."""

from uuid import UUID

from django.utils.translation import gettext_lazy as _

from jatigi.kernel.access import Purpose
from jatigi.kernel.actions import Act, action, creation
from jatigi.kernel.errors import Conflict, Invalid
from jatigi.kernel.text import clean
from jatigi.people import records, rules
from jatigi.people.codes import Means
from jatigi.people.models import Person, Stay


@creation("stay.begin", Stay, allow=rules.may_welcome, purpose=Purpose.RECEPTION)
def begin_stay(
    act: Act,
    *,
    person: UUID,
    site: UUID,
    bed: str = "",
    from_country: str = "",
    towards_country: str = "",
    means: str = Means.UNKNOWN,
    note: str = "",
) -> Stay:
    """A person arrives at a site. One open stay each; a bed belongs to one person a night."""
    guest = Person.objects.visible_to(act.access).filter(pk=person, erased_at__isnull=True).first()
    if guest is None:
        raise Invalid(person=_("No person with this code is registered here."))
    open_stays = Stay.objects.visible_to(act.access).filter(departed_at__isnull=True)
    if open_stays.filter(person=guest).exists():
        raise Conflict(
            _("This person is already in a house: record the departure first."), code="already_staying"
        )
    stay = records.stay(
        act, guest, site=site, bed=bed, from_country=from_country, towards_country=towards_country,
        means=means, note=note,
    )  # fmt: skip
    if stay.bed and open_stays.filter(site_id=stay.site_id, bed__iexact=stay.bed).exists():
        raise records.bed_is_taken()
    stay.save()
    act.touched("site", "bed", "from_country", "towards_country", "means")
    return stay


@action("stay.move", Stay, allow=rules.may_welcome_this, purpose=Purpose.RECEPTION)
def move_bed(act: Act, stay: Stay, *, bed: str) -> Stay:
    """Another bed in the same house."""
    _must_be_open(stay)
    bed = clean(bed, "bed", limit=20)
    others = Stay.objects.visible_to(act.access).filter(departed_at__isnull=True, site_id=stay.site_id)
    if bed and others.exclude(pk=stay.pk).filter(bed__iexact=bed).exists():
        raise records.bed_is_taken()
    stay.bed = bed
    stay.save()
    act.touched("bed")
    return stay


@action("stay.end", Stay, allow=rules.may_welcome_this, purpose=Purpose.RECEPTION)
def end_stay(act: Act, stay: Stay, *, means: str = Means.UNKNOWN, to_country: str = "") -> Stay:
    """A person leaves the house: when (the time of the act), how and towards where."""
    _must_be_open(stay)
    records.depart(act, stay, means=means, to_country=to_country)
    stay.save()
    act.touched("departed_at", "departed_by", "departed_to")
    return stay


def _must_be_open(stay: Stay) -> None:
    if stay.departed_at is not None:
        raise Conflict(_("This person has already left the house."), code="already_left")
