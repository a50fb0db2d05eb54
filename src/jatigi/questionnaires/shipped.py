"""The forms that come with Jatigi: published at set-up, once per source."""

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from jatigi.kernel.access import Role
from jatigi.questionnaires import actions, conversion, rules
from jatigi.questionnaires.codes import About, Purpose
from jatigi.questionnaires.models import FormVersion

INSTRUMENTS = Path(__file__).parent / "instruments"


@dataclass(frozen=True, slots=True)
class Shipped:
    """A shipped form: its folder below `instruments/` is its code.

    `about`, `roles` (of who fills it in; `rules.FILL` where empty) and `restricted` as in `models.Form`.
    """

    code: str
    purpose: Purpose
    title_fr: str
    title_en: str
    about: About = About.PERSON
    roles: frozenset[Role] = frozenset()
    restricted: bool = False

    @property
    def source(self) -> str:
        return (INSTRUMENTS / self.code / f"{self.code}.md").read_text(encoding="utf-8")


DESK = frozenset({Role.RECEPTION, Role.CASE_WORKER, Role.SUPERVISOR})
CASEWORK = frozenset({Role.CASE_WORKER, Role.SUPERVISOR})

FORMS = (
    Shipped("screening", Purpose.SCREENING, "Repérage", "Screening"),
    Shipped(
        "determinants", Purpose.ASSESSMENT, "Évaluation des déterminants", "Determinants assessment",
        About.CASE, CASEWORK, restricted=True,
    ),
    Shipped(
        "washington_group", Purpose.ASSESSMENT, "Groupe de Washington : liste courte",
        "Washington Group Short Set",
    ),
    Shipped(
        "arrival_health", Purpose.SCREENING, "Premier contrôle de santé à l’arrivée",
        "First health check at arrival",
    ),
    Shipped(
        "satisfaction", Purpose.FEEDBACK, "Satisfaction", "Satisfaction", About.NOTHING,
        DESK | {Role.COMPLAINTS, Role.DATA_OFFICER},
    ),
    Shipped(
        "complaint", Purpose.FEEDBACK, "Plainte ou suggestion", "Complaint or suggestion", About.NOTHING,
        DESK | {Role.COMPLAINTS}, restricted=True,
    ),
    Shipped(
        "registration_collect", Purpose.REGISTRATION, "Inscription (Collect)", "Registration (Collect)",
        About.NOTHING, DESK,
    ),
    Shipped(
        "follow_up_collect", Purpose.FOLLOW_UP, "Suivi (Collect)", "Follow-up (Collect)",
        About.NOTHING, CASEWORK,
    ),
)  # fmt: skip
"""What every node offers from its first day. What is restricted and for feedback goes to the complaints focal point alone."""


def publish_all() -> list[FormVersion]:
    """Publish what is new; returns it. Raises `Conflict` where a source changed and kept its version."""
    return list(_publish_new())


def _publish_new() -> Iterator[FormVersion]:
    known = set(FormVersion.objects.values_list("source_sha256", flat=True))
    for form in FORMS:
        source = form.source
        if conversion.digest(source) not in known:
            yield actions.publish(
                rules.PUBLISHING,
                source=source,
                purpose=str(form.purpose),
                title_fr=form.title_fr,
                title_en=form.title_en,
                about=form.about,
                roles=form.roles,
                restricted=form.restricted,
            )
