"""Commitments of one body with all that can stand beside them, written straight into the tables."""

from datetime import date, datetime, timedelta
from typing import Any

from jatigi.coordination.models import (
    Addressee,
    Body,
    Comment,
    Commitment,
    CommitmentLink,
    Event,
    Framework,
    FrameworkItem,
    Measure,
    MeasureCommitment,
    MeasureIndicator,
    ProgressReport,
    ReportEvidence,
)
from jatigi.kernel import clock
from jatigi.kernel.models import ProtectedModel
from jatigi.kernel.querysets import acting
from tests.cast import Cast

NOW = datetime.fromisoformat("2026-05-20T10:00:00+00:00")
TODAY = NOW.date()


class Promised:
    """A body's commitments: one of each standing, one that is not public, one of a closed body."""

    def __init__(self, cast: Cast) -> None:
        self.cast = cast
        with clock.travel(NOW), acting():
            self.body = self.kept(Body, name="Réseau national de référencement", acronym="RNR", code="RNR",
                                  kind="network", level="national", public=True)  # fmt: skip
            self.event = self.kept(Event, body=self.body, title="Atelier de Bamako", kind="workshop", public=True,
                                   starts_on=date(2025, 3, 1), ends_on=date(2025, 3, 2), state="held")  # fmt: skip
            self.late = self.made("R-1", "Ouvrir un centre d’accueil à Gao.", deadline=TODAY - timedelta(days=1),
                                  theme="vulnerability", state="under_way")  # fmt: skip
            self.done = self.made("R-2", "Former les agents d’accueil.", state="kept", theme="vulnerability",
                                  settled_on=date(2026, 1, 1))  # fmt: skip
            self.coming = self.made("R-3", "Adopter la loi.", deadline=date(2026, 12, 31), theme="trafficking",
                                    deadline_precision="year")  # fmt: skip
            self.dropped = self.made(
                "R-4", "Acheter un bateau.", state="dropped", why="Sans financement", theme=""
            )
            self.inside = self.made("R-5", "Confidentiel entre membres.", public=False)
            self.closed = self.made("R-6", "Fermé.", closed=True)
            self._addressed()
            self._answered()
            self._framework()

    def kept(self, model: type[ProtectedModel], **values: Any) -> Any:
        owned = {} if model in (Framework, FrameworkItem) else {"organisation_id": self.cast.gao.pk}
        row = model(**{**owned, **values})
        row.save()
        return row

    def made(self, reference: str, text: str, **values: Any) -> Commitment:
        usual: dict[str, Any] = {
            "reference": reference, "text": text, "kind": "recommendation", "body": self.body, "event": self.event,
            "source": "Communiqué final, p. 2", "made_on": date(2025, 3, 2), "public": True, "state": "received",
        }  # fmt: skip
        return self.kept(Commitment, **(usual | values))  # type: ignore[no-any-return]

    def _addressed(self) -> None:
        self.kept(Addressee, commitment=self.late, addressed=self.cast.croix, lead=True)
        self.kept(Addressee, commitment=self.late, name="Ministère de la Santé", answer="accepted",
                  answer_text="Le ministère y travaille.", answered_on=date(2025, 6, 1))  # fmt: skip
        self.kept(Addressee, commitment=self.done, addressed=self.cast.croix)
        with acting():
            for one in (self.late, self.done):
                one.unaddressed = False
                one.save()

    def _answered(self) -> None:
        self.measure = self.kept(Measure, organisation_id=self.cast.croix.pk, code="M-1", title="Louer une maison",
                                 due_on=date(2026, 9, 1), state="under_way")  # fmt: skip
        self.kept(MeasureCommitment, measure=self.measure, commitment=self.late)
        self.indicator = self.kept(MeasureIndicator, organisation_id=self.cast.croix.pk, measure=self.measure,
                                   title="Lits ouverts", unit="lits", target=40)  # fmt: skip
        said: dict[str, Any] = {
            "organisation_id": self.cast.croix.pk, "indicator": self.indicator, "measure": self.measure, "value": 12,
            "value_on": date(2026, 4, 1),
        }  # fmt: skip
        self.report = self.kept(ProgressReport, **said, text="Douze lits sont ouverts.", state="accepted",
                                validated_at=NOW, written_name="Personne Nommée")  # fmt: skip
        self.kept(ProgressReport, **said, text="Brouillon interne.", state="draft")
        self.kept(ReportEvidence, report=self.report, title="Bail signé", url="https://exemple.ml/bail")
        written = self.cast.drissa.account
        self.kept(Comment, organisation_id=self.cast.loin.pk, commitment=self.late, text="La maison est vide.",
                  state="published", written_by=written)  # fmt: skip
        self.kept(Comment, organisation_id=self.cast.loin.pk, commitment=self.late, text="À modérer encore.",
                  state="submitted", written_by=written)  # fmt: skip

    def _framework(self) -> None:
        self.framework = self.kept(Framework, code="TEST", kind="compact", name_fr="Pacte d’essai", name_en="Test compact",
                                   source="essai")  # fmt: skip
        item = self.kept(FrameworkItem, framework=self.framework, code="1", level_name="objectif", name_fr="Données",
                         source="essai")  # fmt: skip
        self.kept(CommitmentLink, commitment=self.coming, item=item)
