"""Writing frameworks, their items, who is bound by them, what each side says, and the traveller's rights down."""

from collections.abc import Collection
from datetime import date
from uuid import UUID

from django.utils.translation import gettext_lazy as _

from jatigi.coordination import cleaning, given, partial
from jatigi.coordination.codes import Theme
from jatigi.coordination.frameworks import rules
from jatigi.coordination.frameworks.models import (
    Bond,
    Framework,
    FrameworkItem,
    FrameworkKind,
    InstrumentParty,
    ItemLevel,
    Position,
)
from jatigi.kernel import text
from jatigi.kernel.access import Purpose
from jatigi.kernel.actions import Act, action, creation
from jatigi.kernel.errors import Conflict, Invalid

OVERSIGHT = Purpose.OVERSIGHT
NOTE = 500


@creation("framework.add", Framework, allow=rules.may_write, purpose=OVERSIGHT)
def add(
    act: Act,
    *,
    code: str,
    vintage: str = "",
    kind: str,
    name_fr: str,
    source: str,
    name_en: str = "",
    theme: str = "",
    levels: Collection[str] = (),
    country: str = "",
    adopted: str = "",
    valid_from: date | None = None,
    valid_to: date | None = None,
    replaced_by: UUID | None = None,
    note: str = "",
    confirmed: bool = False,
) -> Framework:
    """A framework, or another version of one. Raises `Invalid` by field, `Conflict` where this version is there."""
    made = Framework(
        code=cleaning.code(code, "code"), kind=cleaning.among(kind, "kind", FrameworkKind.values)
    )
    made.vintage = cleaning.code(vintage, "vintage", limit=20) if vintage else ""
    cleaning.unique(Framework.objects.filter(code=made.code, vintage=made.vintage).exists())
    _describe(
        made, name_fr=name_fr, name_en=name_en, theme=theme, levels=levels, country=country, adopted=adopted,
        valid_from=valid_from, valid_to=valid_to, replaced_by=replaced_by, note=note,
    )  # fmt: skip
    cleaning.sourced(made, source, confirmed=confirmed)
    made.save()
    return made


@action("framework.change", Framework, allow=rules.may_keep, purpose=OVERSIGHT)
def change(
    act: Act,
    framework: Framework,
    *,
    name_fr: str,
    source: str,
    name_en: str = "",
    theme: str = "",
    levels: Collection[str] = (),
    country: str = "",
    adopted: str = "",
    valid_from: date | None = None,
    valid_to: date | None = None,
    replaced_by: UUID | None = None,
    note: str = "",
    confirmed: bool = False,
) -> Framework:
    """Correct it, say until when it holds, or confirm it from the source that was read. Raises `Invalid`."""
    _describe(
        framework, name_fr=name_fr, name_en=name_en, theme=theme, levels=levels, country=country, adopted=adopted,
        valid_from=valid_from, valid_to=valid_to, replaced_by=replaced_by, note=note,
    )  # fmt: skip
    cleaning.sourced(framework, source, confirmed=confirmed)
    framework.save()
    act.touched("name_fr", "valid_from", "valid_to", "source", "to_confirm")
    return framework


@creation("framework.add_item", FrameworkItem, allow=rules.may_write, purpose=OVERSIGHT)
def add_item(
    act: Act,
    *,
    framework: UUID,
    code: str,
    level_name: str,
    name_fr: str,
    source: str,
    name_en: str = "",
    parent: UUID | None = None,
    responsible: UUID | None = None,
    responsible_name: str = "",
    confirmed: bool = False,
) -> FrameworkItem:
    """An axis, objective, result … of a framework. Raises `Invalid` by field, `Conflict` for a code that is there."""
    whole = Framework.objects.filter(pk=framework).first()
    if whole is None:
        raise Invalid(framework=_("Choose one of the listed answers."))
    made = FrameworkItem(framework=whole, code=cleaning.code(code, "code"))
    items = FrameworkItem.objects.filter(framework=whole)
    cleaning.unique(items.filter(code=made.code).exists())
    made.order = (items.order_by("-order").values_list("order", flat=True).first() or 0) + 1
    _say(made, level_name, name_fr, name_en, parent, responsible, responsible_name)
    cleaning.sourced(made, source, confirmed=confirmed)
    made.save()
    return made


@action("framework.change_item", FrameworkItem, allow=rules.may_keep, purpose=OVERSIGHT)
def change_item(
    act: Act,
    item: FrameworkItem,
    *,
    level_name: str,
    name_fr: str,
    source: str,
    name_en: str = "",
    parent: UUID | None = None,
    responsible: UUID | None = None,
    responsible_name: str = "",
    confirmed: bool = False,
) -> FrameworkItem:
    """Correct it, say who answers for it, or confirm it from the source that was read. Raises `Invalid`."""
    _say(item, level_name, name_fr, name_en, parent, responsible, responsible_name)
    cleaning.sourced(item, source, confirmed=confirmed)
    item.save()
    act.touched("name_fr", "parent", "responsible", "source", "to_confirm")
    return item


@creation("instrument.bind", InstrumentParty, allow=rules.may_write, purpose=OVERSIGHT)
def bind(
    act: Act,
    *,
    framework: UUID,
    country: str,
    bond: str,
    source: str,
    signed: str = "",
    bound_since: str = "",
    until: str = "",
    reservations: str = "",
    monitored_by: str = "",
    report_years: int | None = None,
    report_due: date | None = None,
    last_report: str = "",
    note: str = "",
    confirmed: bool = False,
) -> InstrumentParty:
    """How a country is bound by an instrument. Raises `Invalid` by field, `Conflict` where that is said already."""
    whole = Framework.objects.filter(pk=framework, kind=FrameworkKind.INSTRUMENT).first()
    if whole is None:
        raise Invalid(framework=_("Choose one of the listed answers."))
    made = InstrumentParty(framework=whole, country_id=cleaning.country(country, "country") or "")
    cleaning.unique(InstrumentParty.objects.filter(framework=whole, country=country).exists(), "country")
    _bound(
        made, bond=bond, signed=signed, bound_since=bound_since, until=until, reservations=reservations,
        monitored_by=monitored_by, report_years=report_years, last_report=last_report, note=note,
    )  # fmt: skip
    made.report_due = report_due
    cleaning.sourced(made, source, confirmed=confirmed)
    made.save()
    return made


@action("instrument.change", InstrumentParty, allow=rules.may_keep, purpose=OVERSIGHT)
def change_party(
    act: Act,
    party: InstrumentParty,
    *,
    bond: str,
    source: str,
    signed: str = "",
    bound_since: str = "",
    until: str = "",
    reservations: str = "",
    monitored_by: str = "",
    report_years: int | None = None,
    report_due: date | None = None,
    last_report: str = "",
    note: str = "",
    confirmed: bool = False,
) -> InstrumentParty:
    """Correct or confirm how a country is bound, or say what it reports next. Raises `Invalid`."""
    _bound(
        party, bond=bond, signed=signed, bound_since=bound_since, until=until, reservations=reservations,
        monitored_by=monitored_by, report_years=report_years, last_report=last_report, note=note,
    )  # fmt: skip
    party.report_due = report_due
    cleaning.sourced(party, source, confirmed=confirmed)
    party.save()
    act.touched("bond", "bound_since", "until", "reservations", "report_due", "source", "to_confirm")
    return party


@creation("framework.note_position", Position, allow=rules.may_write, purpose=OVERSIGHT)
def note_position(
    act: Act,
    *,
    framework: UUID,
    code: str,
    side: str,
    text_fr: str,
    source: str,
    text_en: str = "",
    said: str = "",
    confirmed: bool = False,
) -> Position:
    """What one side says still holds. Raises `Invalid` by field, `Conflict` for a code that is there."""
    if not Framework.objects.filter(pk=framework).exists():
        raise Invalid(framework=_("Choose one of the listed answers."))
    made = Position(framework_id=framework, code=cleaning.code(code, "code"))
    cleaning.unique(Position.objects.filter(code=made.code).exists())
    _quote(made, side, text_fr, text_en, said)
    cleaning.sourced(made, source, confirmed=confirmed)
    made.save()
    return made


@action("framework.change_position", Position, allow=rules.may_keep, purpose=OVERSIGHT)
def change_position(
    act: Act,
    position: Position,
    *,
    side: str,
    text_fr: str,
    source: str,
    text_en: str = "",
    said: str = "",
    confirmed: bool = False,
) -> Position:
    """Correct or confirm what one side says. Raises `Invalid`."""
    _quote(position, side, text_fr, text_en, said)
    cleaning.sourced(position, source, confirmed=confirmed)
    position.save()
    act.touched("text_fr", "text_en", "source", "to_confirm")
    return position


def _quote(position: Position, side: str, text_fr: str, text_en: str, said: str) -> None:
    position.side = text.clean(side, "side", limit=120, needed=True)
    position.text_fr = text.clean(text_fr, "text_fr", limit=600, needed=True)
    position.text_en = text.clean(text_en, "text_en", limit=600)
    position.said = partial.clean(said, "said")


def _describe(
    thing: Framework,
    *,
    name_fr: str,
    name_en: str,
    theme: str,
    levels: Collection[str],
    country: str,
    adopted: str,
    valid_from: date | None,
    valid_to: date | None,
    replaced_by: UUID | None,
    note: str,
) -> None:
    thing.name_fr = text.clean(name_fr, "name_fr", needed=True)
    thing.name_en = text.clean(name_en, "name_en")
    thing.theme = cleaning.among(theme, "theme", Theme.values, needed=False)
    thing.levels = [cleaning.among(level, "levels", ItemLevel.values) for level in levels]
    thing.country_id = cleaning.country(country, "country", needed=False)
    thing.adopted = partial.clean(adopted, "adopted")
    given.period(valid_from, valid_to, "valid_to")
    thing.valid_from, thing.valid_to = valid_from, valid_to
    if replaced_by is not None and (
        replaced_by == thing.pk or not Framework.objects.filter(pk=replaced_by, kind=thing.kind).exists()
    ):
        raise Invalid(replaced_by=_("Choose another text of the same kind."))
    thing.replaced_by_id = replaced_by
    thing.note = text.clean(note, "note", limit=NOTE)


def _say(
    item: FrameworkItem,
    level_name: str,
    name_fr: str,
    name_en: str,
    parent: UUID | None,
    responsible: UUID | None,
    responsible_name: str,
) -> None:
    levels = item.framework.levels or ItemLevel.values
    item.level_name = cleaning.among(level_name, "level_name", levels)
    item.name_fr = text.clean(name_fr, "name_fr", limit=500, needed=True)
    item.name_en = text.clean(name_en, "name_en", limit=500)
    item.responsible_id = cleaning.organisation(responsible, "responsible")
    item.responsible_name = text.clean(responsible_name, "responsible_name", limit=200)
    item.parent_id = parent
    if parent is None:
        return
    above = dict(FrameworkItem.objects.filter(framework=item.framework_id).values_list("pk", "parent"))
    if parent not in above:
        raise Invalid(parent=_("Choose an item of the same framework."))
    following: UUID | None = parent
    while following is not None:
        if following == item.pk:
            raise Conflict(_("An item cannot stand under itself."), code="under_itself")
        following = above.get(following)


def _bound(
    party: InstrumentParty,
    *,
    bond: str,
    signed: str,
    bound_since: str,
    until: str,
    reservations: str,
    monitored_by: str,
    report_years: int | None,
    last_report: str,
    note: str,
) -> None:
    party.bond = cleaning.among(bond, "bond", Bond.values)
    party.signed = partial.clean(signed, "signed")
    party.bound_since = partial.clean(bound_since, "bound_since")
    party.until = partial.clean(until, "until")
    party.reservations = text.clean(reservations, "reservations", limit=text.NOTE_LENGTH, lines=True)
    party.monitored_by = text.clean(monitored_by, "monitored_by", limit=200)
    if report_years is not None and not 1 <= report_years <= 20:
        raise Invalid(report_years=_("Write a number of years between 1 and 20."))
    party.report_years = report_years
    party.last_report = text.clean(last_report, "last_report")
    party.note = text.clean(note, "note", limit=NOTE)
