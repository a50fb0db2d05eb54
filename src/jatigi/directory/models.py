"""Services at places, the places that anybody may know, and what people say of them.

After Open Referral HSDS 3.0 (codebook d3). What a service alone has and nobody searches by (times, telephones, costs)
are lists in its row: they are read, proposed, compared and saved as a whole. Their shapes: `directory.shapes`.
"""

from datetime import date, timedelta
from typing import ClassVar
from uuid import uuid4

from django.conf import settings
from django.db import models
from django.utils import translation
from django.utils.translation import gettext_lazy as _

from jatigi.agencies.models import Organisation
from jatigi.directory import shapes
from jatigi.directory.codes import CapacityUnit, ProposalState, Reported, ReportOutcome, ServiceState
from jatigi.directory.workbooks.models import Workbook as Workbook  # noqa: PLC0414 — a table of this room
from jatigi.kernel import clock
from jatigi.kernel.models import OpenModel, OwnedModel
from jatigi.kernel.states import Transitions
from jatigi.people.codes import Need
from jatigi.places.models import AdminUnit, Country, Site

ACCOUNT = settings.AUTH_USER_MODEL
NOWHERE = models.Q(location=None)


class Location(OpenModel):
    """A place that anybody may know, with its point and address. A hidden place never has a row here.

    site: the own site it is, if it is one. latitude, longitude: degrees, WGS 84. time_zone: IANA. The id is its public
    id. imported: {"location": what the imported record says beyond these columns}.
    """

    LASTS_WITH_NODE = True

    organisation = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="+")
    site = models.OneToOneField(Site, null=True, on_delete=models.PROTECT, related_name="+")
    name = models.CharField(max_length=160, blank=True)
    country = models.ForeignKey(Country, on_delete=models.PROTECT, related_name="+")
    unit = models.ForeignKey(AdminUnit, null=True, on_delete=models.PROTECT, related_name="+")
    latitude = models.FloatField(null=True)
    longitude = models.FloatField(null=True)
    address = models.CharField(max_length=300, blank=True)
    city = models.CharField(max_length=120, blank=True)
    directions = models.CharField(max_length=300, blank=True)
    accessibility = models.CharField(max_length=300, blank=True)
    time_zone = models.CharField(max_length=40, default="Africa/Bamako")
    imported = models.JSONField(default=dict)

    class Meta(OpenModel.Meta):
        constraints = (
            models.CheckConstraint(
                condition=models.Q(latitude=None, longitude=None)
                | models.Q(latitude__range=(-90, 90), longitude__range=(-180, 180)),
                name="a_point_is_on_earth",
            ),
        )

    def __str__(self) -> str:
        return self.name


class Service(OwnedModel):
    """What an organisation offers at one place (HSDS: service at location), to whom, and how one is referred.

    organisation: who gives it and gets the referrals. kept_by: who keeps the entry true where that organisation has
    nobody here, else empty. The id is that of the service at location; public_id that of the service: rows of one
    organisation that share it are one service at several places. A service at a hidden site shows its area only.

    sexes, statuses, languages, nationalities: codes, empty for everybody. schedules, closures, phones, contacts, costs,
    documents: `directory.shapes`. closed_on_holidays: of `country`. free: None where nobody said.
    intake_…: where one comes first, where that is not where the service is given; it is never hidden.
    imported: {"service": …, "service_at_location": …}, what an imported record says beyond these columns; "capacity": the id
    that its places have there.
    changed_at: when anything of it was last written, for whoever keeps a copy.
    """

    LASTS_WITH_NODE = True

    class HowToRefer(models.TextChoices):
        SYSTEM = "system", _("through this system")
        PHONE = "phone", _("by telephone")
        WALK_IN = "walk_in", _("the person goes there")
        ACCOMPANIED = "accompanied", _("accompanied")

    TRANSITIONS: ClassVar[Transitions] = {
        "proposed": {"approve": "active", "end": "ended"},
        "active": {"suspend": "suspended", "end": "ended"},
        "suspended": {"resume": "active", "end": "ended"},
        "ended": {},
    }

    state = models.CharField(max_length=12, choices=ServiceState.choices, default=ServiceState.ACTIVE)
    public_id = models.UUIDField(default=uuid4, editable=False, db_index=True)
    kept_by = models.ForeignKey(Organisation, null=True, on_delete=models.PROTECT, related_name="+")
    need = models.CharField(max_length=20, choices=Need.choices)
    title_fr = models.CharField(max_length=160)
    title_en = models.CharField(max_length=160, blank=True)
    description_fr = models.TextField(blank=True)
    description_en = models.TextField(blank=True)
    alert = models.CharField(max_length=300, blank=True)

    country = models.ForeignKey(Country, on_delete=models.PROTECT, related_name="+")
    unit = models.ForeignKey(AdminUnit, null=True, on_delete=models.PROTECT, related_name="+")
    site = models.ForeignKey(Site, null=True, on_delete=models.PROTECT, related_name="+")
    location = models.ForeignKey(Location, null=True, on_delete=models.PROTECT, related_name="+")
    hidden = models.BooleanField(default=False)
    time_zone = models.CharField(max_length=40, default="Africa/Bamako")
    intake_site = models.ForeignKey(Site, null=True, on_delete=models.PROTECT, related_name="+")
    intake_unit = models.ForeignKey(AdminUnit, null=True, on_delete=models.PROTECT, related_name="+")
    intake_address = models.CharField(max_length=300, blank=True)
    intake_phone = models.CharField(max_length=40, blank=True)
    intake_note = models.CharField(max_length=300, blank=True)

    minimum_age = models.PositiveSmallIntegerField(null=True)
    maximum_age = models.PositiveSmallIntegerField(null=True)
    sexes = models.JSONField(default=list)
    statuses = models.JSONField(default=list)
    nationalities = models.JSONField(default=list)
    languages = models.JSONField(default=list)
    interpretation = models.CharField(max_length=300, blank=True)
    eligibility_fr = models.TextField(blank=True)
    eligibility_en = models.TextField(blank=True)
    exclusions_fr = models.TextField(blank=True)
    exclusions_en = models.TextField(blank=True)

    schedules = models.JSONField(default=list)
    closures = models.JSONField(default=list)
    closed_on_holidays = models.BooleanField(default=True)
    emergency = models.BooleanField(default=False)

    phone = models.CharField(max_length=40, blank=True)
    phones = models.JSONField(default=list)
    contact = models.CharField(max_length=120, blank=True)
    contacts = models.JSONField(default=list)
    email = models.EmailField(blank=True)
    website = models.URLField(blank=True)
    how_to_refer = models.CharField(max_length=12, choices=HowToRefer.choices, default=HowToRefer.SYSTEM)
    referral_note = models.CharField(max_length=300, blank=True)
    free = models.BooleanField(null=True)
    costs = models.JSONField(default=list)
    documents = models.JSONField(default=list)

    capacity = models.PositiveIntegerField(null=True)
    capacity_unit = models.CharField(max_length=8, choices=CapacityUnit.choices, default=CapacityUnit.PLACES)
    places_free = models.PositiveIntegerField(null=True)
    places_noted_at = models.DateTimeField(null=True)

    assured_at = models.DateField()
    assured_by = models.ForeignKey(ACCOUNT, null=True, on_delete=models.PROTECT, related_name="+")
    reported = models.CharField(max_length=8, choices=Reported.choices, blank=True)
    reported_at = models.DateTimeField(null=True)
    imported = models.JSONField(default=dict)
    changed_at = models.DateTimeField(default=clock.now, editable=False)

    class Meta(OwnedModel.Meta):
        indexes = (
            models.Index(fields=["state", "need", "unit"], name="services_by_need_and_place"),
            models.Index(fields=["organisation", "state"], name="services_of_an_organisation"),
        )
        constraints = (
            models.CheckConstraint(
                condition=models.Q(hidden=False) | NOWHERE, name="a_hidden_service_has_no_location"
            ),
        )

    def __str__(self) -> str:
        english = (translation.get_language() or "fr").startswith("en")
        return self.title_en if english and self.title_en else self.title_fr

    def _stamp(self) -> None:
        super()._stamp()
        self.changed_at = clock.now()

    @property
    def hours(self) -> dict[str, list[list[str]]]:
        """The part of `schedules` that is the same every week, as `directory.hours` writes a week."""
        return shapes.week(self.schedules)

    @property
    def keeper_id(self) -> object:
        """The organisation that keeps the entry true."""
        return self.kept_by_id or self.organisation_id


class ServiceArea(OwnedModel):
    """A region, or a whole country, that a service serves beyond the place where it is given."""

    LASTS_WITH_NODE = True

    service = models.ForeignKey(Service, on_delete=models.CASCADE, related_name="areas")
    country = models.ForeignKey(Country, on_delete=models.PROTECT, related_name="+")
    unit = models.ForeignKey(AdminUnit, null=True, on_delete=models.PROTECT, related_name="+")

    class Meta(OwnedModel.Meta):
        constraints = (
            models.UniqueConstraint(fields=["service", "unit"], name="a_unit_is_served_once"),
            models.UniqueConstraint(
                fields=["service", "country"], condition=models.Q(unit=None), name="a_country_is_served_once"
            ),
        )


class Proposal(OwnedModel):
    """What somebody would have the directory say of a service. The public version stays until it is approved.

    changes: {name of an argument of `service.update`: new value}; before: the same names as they stood, by which it is
    seen that something else changed meanwhile. note: why it was not approved.
    """

    TRANSITIONS: ClassVar[Transitions] = {
        "proposed": {"approve": "approved", "refuse": "refused", "withdraw": "withdrawn"},
        "approved": {},
        "refused": {},
        "withdrawn": {},
    }
    KEEP = timedelta(days=2 * 365)
    CALLED = _("proposals for the directory")

    service = models.ForeignKey(Service, on_delete=models.CASCADE, related_name="+")
    state = models.CharField(max_length=12, choices=ProposalState.choices, default=ProposalState.PROPOSED)
    changes = models.JSONField(default=dict)
    before = models.JSONField(default=dict)
    proposed_by = models.ForeignKey(ACCOUNT, on_delete=models.PROTECT, related_name="+")
    decided_by = models.ForeignKey(ACCOUNT, null=True, on_delete=models.PROTECT, related_name="+")
    decided_at = models.DateTimeField(null=True)
    note = models.CharField(max_length=300, blank=True)

    class Meta(OwnedModel.Meta):
        constraints = (
            models.UniqueConstraint(
                fields=["service"], condition=models.Q(state="proposed"), name="one_open_proposal"
            ),
        )
        indexes = (models.Index(fields=["organisation", "state", "-entered_at"], name="proposals_waiting"),)


class FieldReport(OwnedModel):
    """Somebody on the spot says: closed, full, moved, or that a service is missing. `organisation` says it.

    service: None where one is missing; then need, country and unit say what is missing where. It is settled by whoever
    keeps the service, a missing one by a coordinator. Never about a person.
    """

    TRANSITIONS: ClassVar[Transitions] = {"open": {"settle": "settled"}, "settled": {}}
    KEEP = timedelta(days=2 * 365)
    CALLED = _("reports from the field on services")

    state = models.CharField(max_length=8, default="open")
    kind = models.CharField(max_length=8, choices=Reported.choices)
    service = models.ForeignKey(Service, null=True, on_delete=models.CASCADE, related_name="+")
    need = models.CharField(max_length=20, choices=Need.choices)
    country = models.ForeignKey(Country, on_delete=models.PROTECT, related_name="+")
    unit = models.ForeignKey(AdminUnit, null=True, on_delete=models.PROTECT, related_name="+")
    seen_on = models.DateField()
    note = models.CharField(max_length=300, blank=True)
    reported_by = models.ForeignKey(ACCOUNT, on_delete=models.PROTECT, related_name="+")
    outcome = models.CharField(max_length=12, choices=ReportOutcome.choices, blank=True)
    settled_by = models.ForeignKey(ACCOUNT, null=True, on_delete=models.PROTECT, related_name="+")
    settled_at = models.DateTimeField(null=True)
    answer = models.CharField(max_length=300, blank=True)

    class Meta(OwnedModel.Meta):
        indexes = (
            models.Index(fields=["state", "-entered_at"], name="reports_to_settle"),
            models.Index(fields=["service", "state"], name="reports_on_a_service"),
        )

    def ends(self) -> date | None:
        """Counted from its entry; an open one waits."""
        return None if self.state == "open" else super().ends()


class StandardRecord(OpenModel):
    """An imported record of the standard that has no table here (programs, funding, taxonomies, an organisation's rest).

    kind: the object's name in HSDS ("organization", "program", "taxonomy_term" …). record_id: its id there.
    organisation: ours that it belongs to, None for what belongs to nobody. record: the JSON as it came.
    """

    LASTS_WITH_NODE = True

    kind = models.CharField(max_length=40)
    record_id = models.UUIDField()
    organisation = models.ForeignKey(Organisation, null=True, on_delete=models.PROTECT, related_name="+")
    record = models.JSONField(default=dict)

    class Meta(OpenModel.Meta):
        constraints = (
            models.UniqueConstraint(fields=["kind", "record_id"], name="one_record_of_the_standard"),
        )
