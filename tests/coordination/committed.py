"""What the matrix looks at of commitments: one in each state in which something can be done with it."""

from collections.abc import Callable
from typing import Any

from jatigi.coordination.commitments import actions
from jatigi.coordination.commitments.books import actions as books
from jatigi.coordination.commitments.clusters import actions as clusters
from jatigi.coordination.measures.models import Measure, MeasureCommitment
from jatigi.kernel.querysets import acting
from tests.cast import Cast, Member
from tests.coordination.standing import Standing

COMMUNIQUE = (
    "Un panel sur l’accueil s’est tenu à Gao le 3 juin 2025. Il a été décidé de créer un guichet unique."
)
LIST = "Référence;Passage;Document et page\nX-9;Ouvrir un centre.;presse\n".encode()


class Committed(Standing):
    """The house is the secretariat; the first commitment is addressed to the receiving organisation."""

    REFERENCE = "R-2026-1"

    def __init__(self, cast: Cast, secretary: Member) -> None:
        super().__init__(cast, secretary)
        own = self.record(text="Tenir un registre.", addressees=[{"organisation": cast.gao.pk}])
        self.addressee = actions.addressees_of(own)[0]
        self.published = actions.publish(secretary(), self.record(text="Publier un rapport annuel."))
        self.proposed = actions.propose(cast.kadi(), self.overdue, verb="begin", why="Mesure M-1 commencée")
        pair = [self.record(text=f"Réviser la loi {number}.") for number in range(4)]
        self.cluster = clusters.confirm(secretary(), commitments=[one.pk for one in pair[:2]], title="Loi")
        self.other_cluster = clusters.confirm(
            secretary(), commitments=[one.pk for one in pair[2:]], title="Code"
        )
        self.clustered = pair[0]
        with acting():
            self.measure = Measure(organisation=cast.croix, code="MX-1", title="Poster un agent de santé")
            self.measure.save()
            MeasureCommitment(organisation=cast.croix, measure=self.measure, commitment=self.nobodys).save()
        self.book = books.bring(secretary(), name="a.csv", content=LIST)


GIVEN: dict[str, Callable[[Committed], dict[str, Any]]] = {
    "book.bring": lambda _c: {"name": "a.csv", "content": LIST},
    "book.choose": lambda _c: {"choices": {}},
    "communique.bring": lambda _c: {"text": COMMUNIQUE},
    "communique.decide": lambda _c: {"kind": "event", "verb": "accept"},
    "cluster.answer": lambda c: {"measure": c.measure.pk},
    "cluster.confirm": lambda c: {"commitments": [c.commitment.pk, c.nobodys.pk], "title": "Accueil"},
    "cluster.merge": lambda c: {"other": c.other_cluster.pk},
    "cluster.propose": lambda _c: {"found": []},
    "cluster.refuse": lambda c: {"commitments": [c.commitment.pk, c.nobodys.pk]},
    "cluster.rename": lambda _c: {"title": "Accueil"},
    "cluster.separate": lambda c: {"commitments": [c.clustered.pk]},
    "commitment.address": lambda _c: {"addressees": [{"name": "Mairie de Gao", "lead": True}]},
    "commitment.answer": lambda _c: {"answer": "accepted"},
    "commitment.batch": lambda c: {
        "rows": [{"commitment": c.commitment.pk, "seen": c.commitment.version}], "theme": "health",
    },
    "commitment.correct": lambda _c: {"changes": {"theme": "health"}},
    "commitment.move": lambda _c: {"verb": "plan"},
    "commitment.propose": lambda _c: {"verb": "begin", "why": "Mesure commencée"},
    "commitment.record": lambda _c: {"kind": "decision", "text": "Se revoir en mai.", "source": "procès-verbal, page 2"},
}  # fmt: skip
"""Keyword arguments of the actions of commitments."""

FORMS: dict[str, Callable[[Committed], dict[str, Any]]] = {
    "coordination:communique_decide": lambda _c: {"kind": "event", "verb": "refuse"},
    "coordination:cluster_answer": lambda c: {"measure": str(c.measure.pk)},
    "coordination:cluster_merge": lambda c: {"other": str(c.other_cluster.pk)},
    "coordination:cluster_rename": lambda _c: {"title": "Accueil"},
    "coordination:cluster_separate": lambda c: {"commitments": str(c.clustered.pk)},
}
"""What is sent to their pages."""
