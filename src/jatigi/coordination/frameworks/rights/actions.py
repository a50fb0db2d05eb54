"""Writing the lines of the traveller's rights down."""

from datetime import date
from uuid import UUID

from django.utils.translation import gettext_lazy as _

from jatigi.coordination import cleaning, given
from jatigi.coordination.frameworks import rules
from jatigi.coordination.frameworks.models import Framework, RightsLine, RightTopic
from jatigi.kernel import text
from jatigi.kernel.access import Purpose
from jatigi.kernel.actions import Act, action, creation
from jatigi.kernel.errors import Invalid

OVERSIGHT = Purpose.OVERSIGHT


@creation("rights.add", RightsLine, allow=rules.may_write, purpose=OVERSIGHT)
def add_right(
    act: Act,
    *,
    code: str,
    origin: str,
    destination: str,
    topic: str,
    text_fr: str,
    source: str,
    text_en: str = "",
    framework: UUID | None = None,
    valid_from: date | None = None,
    valid_to: date | None = None,
    confirmed: bool = False,
) -> RightsLine:
    """A line of the sheet of a corridor. Raises `Invalid` by field, `Conflict` for a code that is there."""
    made = RightsLine(
        code=cleaning.code(code, "code"), topic=cleaning.among(topic, "topic", RightTopic.values)
    )
    cleaning.unique(RightsLine.objects.filter(code=made.code).exists())
    made.origin_id = cleaning.country(origin, "origin") or ""
    made.destination_id = cleaning.country(destination, "destination") or ""
    if origin == destination:
        raise Invalid(destination=_("The two countries must differ."))
    _tell(made, text_fr, text_en, framework, valid_from, valid_to)
    cleaning.sourced(made, source, confirmed=confirmed)
    made.save()
    return made


@action("rights.change", RightsLine, allow=rules.may_keep, purpose=OVERSIGHT)
def change_right(
    act: Act,
    line: RightsLine,
    *,
    text_fr: str,
    source: str,
    text_en: str = "",
    framework: UUID | None = None,
    valid_from: date | None = None,
    valid_to: date | None = None,
    confirmed: bool = False,
) -> RightsLine:
    """Correct or confirm a line, or say until when it holds. Raises `Invalid`."""
    _tell(line, text_fr, text_en, framework, valid_from, valid_to)
    cleaning.sourced(line, source, confirmed=confirmed)
    line.save()
    act.touched("text_fr", "text_en", "valid_to", "source", "to_confirm")
    return line


def _tell(
    line: RightsLine,
    text_fr: str,
    text_en: str,
    framework: UUID | None,
    valid_from: date | None,
    valid_to: date | None,
) -> None:
    line.text_fr = text.clean(text_fr, "text_fr", limit=500, needed=True)
    line.text_en = text.clean(text_en, "text_en", limit=500)
    if framework is not None and not Framework.objects.filter(pk=framework).exists():
        raise Invalid(framework=_("Choose one of the listed answers."))
    line.framework_id = framework
    given.period(valid_from, valid_to, "valid_to")
    line.valid_from, line.valid_to = valid_from, valid_to
