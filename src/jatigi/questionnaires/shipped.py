"""The forms that come with Jatigi: published at set-up, once per source."""

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from jatigi.questionnaires import actions, conversion, rules
from jatigi.questionnaires.codes import Purpose
from jatigi.questionnaires.models import FormVersion

INSTRUMENTS = Path(__file__).parent / "instruments"


@dataclass(frozen=True, slots=True)
class Shipped:
    """A shipped form: its folder below `instruments/` is its code."""

    code: str
    purpose: Purpose
    title_fr: str
    title_en: str

    @property
    def source(self) -> str:
        return (INSTRUMENTS / self.code / f"{self.code}.md").read_text(encoding="utf-8")


FORMS = (Shipped("screening", Purpose.SCREENING, "Repérage", "Screening"),)


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
            )
