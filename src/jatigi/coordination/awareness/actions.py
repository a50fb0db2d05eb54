"""Writing trainings and campaigns down: what about, for how many, at what cost, with what effect."""

from collections.abc import Sequence
from datetime import date
from decimal import Decimal

from django.utils.translation import gettext_lazy as _
from typing_extensions import TypedDict

from jatigi.agencies.models import Organisation
from jatigi.coordination import cleaning, given
from jatigi.coordination.awareness import rules
from jatigi.coordination.awareness.models import (
    Campaign,
    CampaignAnswer,
    CampaignOrigin,
    CampaignReach,
    Channel,
    FamilyAnswer,
    Held,
    Language,
    Training,
    TrainingCount,
)
from jatigi.coordination.codes import Theme
from jatigi.coordination.counting import AgeGroup, Sex
from jatigi.kernel import text
from jatigi.kernel.access import Purpose
from jatigi.kernel.actions import Act, action, creation
from jatigi.kernel.errors import Invalid

OVERSIGHT = Purpose.OVERSIGHT
LONG = 4000
FEWEST = 5
"""Of fewer who leave one village, nobody says where from."""


class Common(TypedDict):
    """What a training and a campaign say alike. unit: id of a place, None for the whole country."""

    title: str
    theme: str
    language: str
    country: str
    unit: int | None
    place: str
    starts_on: date
    ends_on: date
    cost: Decimal | None
    currency: str


class Effect(TypedDict):
    """The same measure before and after; `measured`: how many were asked. All of it, or nothing."""

    effect_method: str
    effect_scale: str
    before: Decimal | None
    after: Decimal | None
    measured: int | None


class Taught(TypedDict):
    """How many of a sex from a kind of organisation."""

    sex: str
    organisation_kind: str
    number: int


class Reached(TypedDict):
    """How many of a sex and age group."""

    sex: str
    age_group: str
    number: int


class Left(TypedDict):
    """How many leave from a village. unit: id of a place, as a form sends it, "" for none."""

    village: str
    unit: str
    number: int


class Told(TypedDict):
    """How many families gave an answer (`FamilyAnswer`)."""

    answer: str
    number: int


@creation("training.add", Training, allow=rules.may_tell, purpose=OVERSIGHT)
def add_training(
    act: Act,
    *,
    common: Common,
    effect: Effect | None = None,
    content: str = "",
    counts: Sequence[Taught] = (),
) -> Training:
    """A training of the own organisation. Raises `Invalid` by field."""
    made = Training(organisation_id=act.organisation)
    _train(act, made, common, effect, content, counts)
    return made


@action("training.change", Training, allow=rules.holds, purpose=OVERSIGHT)
def change_training(
    act: Act,
    training: Training,
    *,
    common: Common,
    effect: Effect | None = None,
    content: str = "",
    counts: Sequence[Taught] = (),
) -> Training:
    """As it is known now. Raises `Invalid` by field."""
    _train(act, training, common, effect, content, counts)
    act.touched("title", "counts", "before", "after")
    return training


@creation("campaign.add", Campaign, allow=rules.may_tell, purpose=OVERSIGHT)
def add_campaign(
    act: Act,
    *,
    common: Common,
    message: str,
    channel: str,
    audience: str,
    effect: Effect | None = None,
    reach: Sequence[Reached] = (),
    origins: Sequence[Left] = (),
    answers: Sequence[Told] = (),
) -> Campaign:
    """A campaign of the own organisation. Raises `Invalid` by field."""
    made = Campaign(organisation_id=act.organisation)
    _campaign(act, made, common, effect, message, channel, audience, reach)
    _families(act, made, origins, answers)
    return made


@action("campaign.change", Campaign, allow=rules.holds, purpose=OVERSIGHT)
def change_campaign(
    act: Act,
    campaign: Campaign,
    *,
    common: Common,
    message: str,
    channel: str,
    audience: str,
    effect: Effect | None = None,
    reach: Sequence[Reached] = (),
    origins: Sequence[Left] = (),
    answers: Sequence[Told] = (),
) -> Campaign:
    """As it is known now. Raises `Invalid` by field."""
    _campaign(act, campaign, common, effect, message, channel, audience, reach)
    _families(act, campaign, origins, answers)
    act.touched("title", "message", "reach", "before", "after", "origins", "answers")
    return campaign


def _train(
    act: Act, thing: Training, common: Common, effect: Effect | None, content: str, counts: Sequence[Taught]
) -> None:
    _hold(thing, common, effect)
    thing.content = text.clean(content, "content", limit=LONG, lines=True)
    thing.save()
    cleaning.few(counts, "counts")
    TrainingCount.objects.visible_to(act.access).filter(training=thing).delete()
    for line in counts:
        TrainingCount(
            organisation_id=thing.organisation_id,
            training=thing,
            sex=cleaning.among(line["sex"], "counts", Sex.values),
            organisation_kind=cleaning.among(
                line["organisation_kind"], "counts", Organisation.Kind.values, needed=False
            ),
            number=_number(line["number"], "counts"),
        ).save()


def _campaign(
    act: Act,
    thing: Campaign,
    common: Common,
    effect: Effect | None,
    message: str,
    channel: str,
    audience: str,
    reach: Sequence[Reached],
) -> None:
    _hold(thing, common, effect)
    thing.message = text.clean(message, "message", limit=LONG, needed=True, lines=True)
    thing.channel = cleaning.among(channel, "channel", Channel.values)
    thing.audience = text.clean(audience, "audience", limit=200, needed=True)
    thing.save()
    cleaning.few(reach, "reach")
    CampaignReach.objects.visible_to(act.access).filter(campaign=thing).delete()
    for line in reach:
        CampaignReach(
            organisation_id=thing.organisation_id,
            campaign=thing,
            sex=cleaning.among(line["sex"], "reach", Sex.values),
            age_group=cleaning.among(line["age_group"], "reach", AgeGroup.values),
            number=_number(line["number"], "reach"),
        ).save()


def _families(act: Act, thing: Campaign, origins: Sequence[Left], answers: Sequence[Told]) -> None:
    """Where children leave from, and what families say of it: counts beside each other, nobody to be recognised."""
    cleaning.few(origins, "origins")
    cleaning.few(answers, "answers")
    CampaignOrigin.objects.visible_to(act.access).filter(campaign=thing).delete()
    CampaignAnswer.objects.visible_to(act.access).filter(campaign=thing).delete()
    for left in origins:
        number = _number(left["number"], "origins")
        if number < FEWEST:
            raise Invalid(
                origins=_("From a small place somebody may be recognised: write places with at least five.")
            )
        unit = int(left["unit"]) if left["unit"] else None
        CampaignOrigin(
            organisation_id=thing.organisation_id,
            campaign=thing,
            village=text.clean(left["village"], "origins", limit=120, needed=True),
            unit_id=cleaning.unit(unit, "origins"),
            number=number,
        ).save()
    for told in answers:
        CampaignAnswer(
            organisation_id=thing.organisation_id,
            campaign=thing,
            answer=cleaning.among(told["answer"], "answers", FamilyAnswer.values),
            number=_number(told["number"], "answers"),
        ).save()


def _hold(thing: Held, common: Common, effect: Effect | None) -> None:
    thing.title = text.clean(common["title"], "title", limit=200, needed=True)
    thing.theme = cleaning.among(common["theme"], "theme", Theme.values)
    thing.language = cleaning.among(common["language"], "language", Language.values)
    thing.country_id = cleaning.country(common["country"], "country") or ""
    thing.unit_id = cleaning.unit(common["unit"], "unit")
    thing.place = text.clean(common["place"], "place", limit=160)
    given.period(common["starts_on"], common["ends_on"], "ends_on")
    thing.starts_on, thing.ends_on = common["starts_on"], common["ends_on"]
    thing.currency = cleaning.currency(common["currency"], "currency")
    cost = common["cost"]
    thing.cost = None if cost is None else cleaning.sum_of_money(cost, "cost", thing.currency)
    if effect is not None:
        _measure(thing, effect)


def _measure(thing: Held, effect: Effect) -> None:
    thing.effect_method = text.clean(effect["effect_method"], "effect_method")
    thing.effect_scale = text.clean(effect["effect_scale"], "effect_scale", limit=60)
    thing.before = _measured(effect["before"], "before")
    thing.after = _measured(effect["after"], "after")
    thing.measured = effect["measured"]
    sides = {thing.before is None, thing.after is None}
    if len(sides) > 1:
        raise Invalid(after=_("An effect needs the same measure before and after."))
    if sides == {False} and not thing.effect_method:
        raise Invalid(effect_method=_("Say how it was measured: without this, two numbers show no effect."))


def _measured(value: Decimal | None, field: str) -> Decimal | None:
    if value is not None and not (value.is_finite() and 0 <= value < 10**7):
        raise Invalid({field: _("Write a number from 0 upwards.")})
    return value


def _number(value: int, field: str) -> int:
    if not 0 <= value < 10**9:
        raise Invalid({field: _("Write a number from 0 upwards.")})
    return value
