"""What the permission matrix needs of measures: each thing in the state in which something can be done with it."""

from datetime import timedelta

from jatigi.coordination.handover import parts
from jatigi.coordination.measures import actions as measures
from jatigi.coordination.measures.comments import actions as comments
from jatigi.coordination.measures.links import actions as links
from jatigi.coordination.measures.reporting import actions as reports
from jatigi.coordination.measures.reporting.files import actions as files
from jatigi.coordination.measures.reporting.models import ReportDue
from jatigi.kernel import clock
from jatigi.kernel.access import service_access
from tests.cast import Cast, Member
from tests.coordination.promised import Promised

_DUES = service_access("test", ["coordination.ReportDue"])


class Answered:
    """Measures of the house about a commitment that it keeps; a stranger of civil society comments."""

    def __init__(
        self, cast: Cast, promised: Promised, coordinator: Member, focal: Member, stranger: Member
    ) -> None:
        self.focal = focal
        late = promised.late.pk
        self.measure = measures.plan(coordinator(), title="Ouvrir un guichet", commitments=[late])
        self.done = measures.finish(
            coordinator(), measures.plan(coordinator(), title="Former", commitments=[late])
        )
        self.indicator = reports.add_indicator(
            focal(), self.measure, title="Guichets", every_months=6, first_due_on=clock.today() + timedelta(days=9),
            assigned=focal.account.pk,
        )  # fmt: skip
        self.due = ReportDue.objects.visible_to(_DUES).filter(indicator=self.indicator).order_by("due_on")[0]
        said = "Un guichet est ouvert."
        self.draft = reports.draft(focal(), self.indicator, text=said)
        self.file = files.attach(focal(), self.draft, title="", name="bail.txt", content=b"Bail du guichet")
        self.sent = reports.send(focal(), reports.draft(focal(), self.indicator, text=said))
        to_validate = reports.send(focal(), reports.draft(focal(), self.indicator, text=said))
        self.validated = reports.validate(cast.fanta(), to_validate)
        self.link = links.make(coordinator(), self.due, to="guichet@example.org")
        self.comment = comments.on_commitment(stranger(), promised.coming, text="Rien n’a été fait.")
        said_before = comments.on_commitment(stranger(), promised.coming, text="La loi attend.")
        self.published = comments.publish(coordinator(), said_before)

    def open_with_focal(self) -> int:
        """How much is personally the focal point's."""
        return parts.count(self.focal(), self.focal.organisation.pk, self.focal.account.pk)
