"""One more of everything that the interface lists of the room, written straight into the tables."""

from datetime import date
from typing import Any
from uuid import uuid4

from jatigi.coordination.models import (
    Addressee,
    BodyMember,
    Commitment,
    CommitmentLink,
    Framework,
    FrameworkItem,
    Measure,
    MeasureCommitment,
    MeasureIndicator,
    MeasureOrganisation,
    PlanIndicator,
    PlanValue,
    ProgressReport,
    ReportEvidence,
)
from jatigi.kernel.models import ProtectedModel
from jatigi.kernel.querysets import acting
from tests.coordination import standing

DAY = date(2026, 3, 1)


def one_more(house: Any) -> None:
    """A body with an event, a commitment with a measure and a report, a framework with an item that is counted."""
    code = uuid4().hex[:12]
    body = standing.body(house, code)
    event = standing.event(body, code)

    def kept(model: type[ProtectedModel], **values: Any) -> Any:
        owned = {} if model in (Framework, FrameworkItem) else {"organisation": house}
        row = model(**owned, **values)
        with acting():
            row.save()
        return row

    kept(BodyMember, body=body, from_on=DAY)
    framework = kept(Framework, code=code, kind="plan", name_fr=code, name_en=code, source="essai")
    item = kept(FrameworkItem, framework=framework, code="1", level_name="axis", name_fr=code, source="essai")
    counted = kept(PlanIndicator, item=item, name=code, counted_in="agents", source="essai")
    kept(PlanValue, indicator=counted, from_on=DAY, until=DAY, planned=1)
    commitment = kept(Commitment, reference=code, kind="decision", text=code, body=body, event=event)
    kept(Addressee, commitment=commitment, addressed=house)
    kept(CommitmentLink, commitment=commitment, item=item)
    measure = kept(Measure, code=code, title=code)
    kept(MeasureCommitment, measure=measure, commitment=commitment)
    kept(MeasureOrganisation, measure=measure)
    indicator = kept(MeasureIndicator, measure=measure, title=code)
    report = kept(ProgressReport, indicator=indicator, measure=measure, text=code)
    kept(ReportEvidence, report=report, title=code, url="https://exemple.ml/bail")
