"""Feed an indicator from a published table, and stop it. What follows when the table has a new version."""

from typing import Any
from uuid import UUID

from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from jatigi.coordination.evidence import rules
from jatigi.coordination.evidence.models import EvidenceFeed
from jatigi.coordination.frameworks.models import FrameworkItem
from jatigi.coordination.measures.reporting.models import MeasureIndicator
from jatigi.kernel.access import Purpose
from jatigi.kernel.actions import Act, action, creation
from jatigi.kernel.errors import Conflict, Invalid, NotFound, Refused
from jatigi.kernel.hooks import Notice
from jatigi.publications import hooks, reading
from jatigi.publications.models import Edition
from jatigi.publications.reading import Cell, Standing

OVERSIGHT = Purpose.OVERSIGHT
NAME_LENGTH = 400
"""Of a line or column; what is gathered under a longer name is no number to follow."""


@creation("evidence.feed", EvidenceFeed, allow=rules.may_feed, purpose=OVERSIGHT)
def feed(
    act: Act,
    *,
    table: str,
    row: str,
    column: str,
    indicator: UUID | None = None,
    item: UUID | None = None,
) -> EvidenceFeed:
    """From now on a number of a published table shows how an indicator, or an item of a plan, goes.

    Raises `Invalid` for a number that the table does not show, `NotFound`, `Conflict` where it does so already.
    """
    made = EvidenceFeed(
        organisation_id=act.organisation, table=table, row=row, column=column, made_by_id=act.signed()
    )
    _aim(act, made, indicator, item)
    figure = reading.value(table, Cell(row, column))
    if figure.edition is None:
        raise Invalid(table=_("Choose one of the published tables."))
    if figure.standing != Standing.SHOWN or max(len(row), len(column)) > NAME_LENGTH:
        raise Invalid(cell=_("The table does not show this number."))
    if not made.save_once():
        raise Conflict(_("This number feeds it already."), code="fed")
    act.details["table"] = table
    return made


@action("evidence.stop", EvidenceFeed, allow=rules.may_stop, purpose=OVERSIGHT)
def stop(_act: Act, feed: EvidenceFeed) -> None:
    """The number shows nothing of it any more."""
    feed.delete()


@hooks.changed
def follow(act: Any, edition: Edition) -> None:
    """Whoever feeds an indicator from this table is told that its number changed, or is gone."""
    feeds = EvidenceFeed.objects.visible_to(rules.KNOWING).filter(table=edition.code)
    url = reverse("coordination:evidence")
    gone = edition.state == "withdrawn"
    text = (
        _(
            "A table that feeds one of your indicators was withdrawn: the indicator shows nothing of it any more."
        )
        if gone
        else _("A table that feeds one of your indicators has a new version.")
    )
    for organisation in sorted(set(feeds.values_list("organisation_id", flat=True))):
        act.tell(Notice("evidence.changed", text, url, organisation=organisation, roles=rules.FEEDERS))


def _aim(act: Act, made: EvidenceFeed, indicator: UUID | None, item: UUID | None) -> None:
    if (indicator is None) == (item is None):
        raise Invalid(indicator=_("Choose what is fed: an indicator, or an item of a plan."))
    if indicator is not None:
        found = MeasureIndicator.objects.visible_to(act.access).filter(pk=indicator).first()
        if found is None:
            raise NotFound
        if not rules.may_feed_indicator(act.access, found):
            raise Refused(code="may_feed_indicator")
        made.indicator = found
        return
    if not rules.may_feed_item(act.access):
        raise Refused(code="may_feed_item")
    made.item = FrameworkItem.objects.filter(pk=item).first() if item else None
    if made.item is None:
        raise NotFound
