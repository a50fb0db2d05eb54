"""The mails of a link: the title of the organisation's own measure and when the report is due, nothing else."""

from uuid import UUID

from django.utils import translation
from django.utils.translation import gettext as _

from jatigi.agencies import one_time
from jatigi.coordination.measures.links import rules
from jatigi.coordination.measures.links.models import ReportLink
from jatigi.coordination.measures.reporting.models import ReportDue
from jatigi.kernel import clock
from jatigi.ui.words import dated

ROUTE = "coordination:report_by_link"


def address(token: str) -> str:
    """Where the link leads."""
    return one_time.address(ROUTE, token)


def mail(to: str, token: str, due: ReportDue) -> bool:
    """Send the link now; whether it went."""
    with translation.override("fr"):
        subject = _("A report is asked of you")
        body = _(
            "A report on this measure is due on %(day)s · %(title)s\n\n"
            "Open this link to write it, once and without an account: %(address)s\n\n"
            "Whoever has the link can report in your place. Please do not pass this message on."
        ) % {"day": _day(due), "title": rules.measure_of(due).title, "address": address(token)}
    return one_time.mail(to, subject, body)


def remind(due: UUID) -> bool:
    """Remind whoever holds a live link of a due date; the link itself stands in the first mail alone."""
    rows = ReportLink.objects.visible_to(rules.LINKS).filter(due_id=due).order_by("-made_at")
    link = rows.first()
    if link is None or not link.is_live(clock.now()):
        return False
    asked = rules.due_of(link)
    with translation.override("fr"):
        subject = _("A report is still asked of you")
        body = _(
            "A report on this measure is due on %(day)s · %(title)s\n\n"
            "The link to write it stands in the message that you received before."
        ) % {"day": _day(asked), "title": rules.measure_of(asked).title}
    return one_time.mail(str(link.to), subject, body)


def _day(due: ReportDue) -> str:
    return dated(due.due_on)
