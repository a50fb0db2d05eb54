"""Writing agreements between countries, their clauses, what was seen of how they are kept, and the judgement."""

from datetime import date
from uuid import UUID

from django.utils.translation import gettext_lazy as _

from jatigi.coordination import cleaning, partial
from jatigi.coordination.codes import Theme
from jatigi.coordination.events.models import Event
from jatigi.coordination.treaties import rules
from jatigi.coordination.treaties.models import (
    Clause,
    ClauseKind,
    Observance,
    Reciprocity,
    Treaty,
    TreatyState,
)
from jatigi.kernel import clock, states, text
from jatigi.kernel.access import Purpose
from jatigi.kernel.actions import Act, action, creation
from jatigi.kernel.errors import Conflict, Invalid
from jatigi.publications import reading

OVERSIGHT = Purpose.OVERSIGHT
LONG = 4000


@creation("treaty.add", Treaty, allow=rules.may_write, purpose=OVERSIGHT)
def add(
    act: Act,
    *,
    code: str,
    title_fr: str,
    country: str,
    partner: str,
    state: str,
    source: str,
    title_en: str = "",
    theme: str = "",
    signed: str = "",
    in_force: str = "",
    denounced: str = "",
    note: str = "",
    next_commission: UUID | None = None,
    confirmed: bool = False,
) -> Treaty:
    """An agreement between two countries. Raises `Invalid` by field, `Conflict` for a code that is there."""
    made = Treaty(code=cleaning.code(code, "code"), state=cleaning.among(state, "state", TreatyState.values))
    cleaning.unique(Treaty.objects.filter(code=made.code).exists())
    made.country_id = cleaning.country(country, "country") or ""
    made.partner_id = cleaning.country(partner, "partner") or ""
    if country == partner:
        raise Invalid(partner=_("The two countries must differ."))
    _write(
        act, made, title_fr=title_fr, title_en=title_en, theme=theme, signed=signed, in_force=in_force,
        denounced=denounced, note=note, next_commission=next_commission,
    )  # fmt: skip
    cleaning.sourced(made, source, confirmed=confirmed)
    made.save()
    return made


@action("treaty.change", Treaty, allow=rules.may_keep, purpose=OVERSIGHT)
def change(
    act: Act,
    treaty: Treaty,
    *,
    title_fr: str,
    state: str,
    source: str,
    title_en: str = "",
    theme: str = "",
    signed: str = "",
    in_force: str = "",
    denounced: str = "",
    note: str = "",
    next_commission: UUID | None = None,
    confirmed: bool = False,
) -> Treaty:
    """Correct or confirm it, say what became of it, or when the joint commission meets. Raises `Invalid`, `Conflict`."""
    if state != treaty.state:
        _become(treaty, state)
    _write(
        act, treaty, title_fr=title_fr, title_en=title_en, theme=theme, signed=signed, in_force=in_force,
        denounced=denounced, note=note, next_commission=next_commission,
    )  # fmt: skip
    cleaning.sourced(treaty, source, confirmed=confirmed)
    treaty.save()
    act.touched("state", "signed", "in_force", "denounced", "next_commission", "source", "to_confirm")
    return treaty


@creation("clause.add", Clause, allow=rules.may_write, purpose=OVERSIGHT)
def add_clause(
    act: Act,
    *,
    treaty: UUID,
    code: str,
    kind: str,
    source: str,
    words: str = "",
    country_owes: str = "",
    partner_owes: str = "",
    confirmed: bool = False,
) -> Clause:
    """What an agreement says on one matter, and what each side owes. Raises `Invalid`, `Conflict`."""
    if not Treaty.objects.filter(pk=treaty).exists():
        raise Invalid(treaty=_("Choose one of the listed answers."))
    made = Clause(treaty_id=treaty, code=cleaning.code(code, "code", limit=60))
    cleaning.unique(Clause.objects.filter(code=made.code).exists())
    _say(made, kind, words, country_owes, partner_owes)
    cleaning.sourced(made, source, confirmed=confirmed)
    made.save()
    return made


@action("clause.change", Clause, allow=rules.may_keep, purpose=OVERSIGHT)
def change_clause(
    act: Act,
    clause: Clause,
    *,
    kind: str,
    source: str,
    words: str = "",
    country_owes: str = "",
    partner_owes: str = "",
    confirmed: bool = False,
) -> Clause:
    """Correct it, or confirm it from the text that was read. Raises `Invalid`."""
    _say(clause, kind, words, country_owes, partner_owes)
    cleaning.sourced(clause, source, confirmed=confirmed)
    clause.save()
    act.touched("text", "country_owes", "partner_owes", "source", "to_confirm")
    return clause


@action("clause.judge", Clause, allow=rules.may_judge, purpose=OVERSIGHT)
def judge(act: Act, clause: Clause, *, reciprocity: str, why: str) -> Clause:
    """Whether both sides keep it, with the reason, in one's own name. Raises `Invalid`."""
    clause.reciprocity = cleaning.among(reciprocity, "reciprocity", Reciprocity.values)
    clause.why = text.clean(why, "why", limit=500, needed=True)
    clause.judged_on, clause.judged_by_id = clock.today(), act.signed()
    clause.save()
    act.touched("reciprocity", "why")
    return clause


@creation("observance.note", Observance, allow=rules.may_tell, purpose=OVERSIGHT)
def note_observance(
    act: Act, *, clause: UUID, side: str, kept: bool, words: str, source: str, seen_on: date, table: str = ""
) -> Observance:
    """What was seen of how one side keeps a clause. `table`: a published table with the figures. Raises `Invalid`."""
    found = Clause.objects.filter(pk=clause).select_related("treaty").first()
    if found is None:
        raise Invalid(clause=_("Choose one of the listed answers."))
    if seen_on > clock.today():
        raise Invalid(seen_on=_("This lies in the future. Please check date and time."))
    made = Observance(organisation_id=act.organisation, clause=found, kept=kept, seen_on=seen_on)
    sides = (found.treaty.country_id, found.treaty.partner_id)
    made.side_id = cleaning.among(side, "side", sides)
    made.text = text.clean(words, "words", limit=LONG, needed=True, lines=True)
    made.source = text.clean(source, "source", needed=True)
    if table and reading.latest(table) is None:
        raise Invalid(table=_("Choose one of the published tables."))
    made.table = table
    made.save()
    return made


def _become(treaty: Treaty, state: str) -> None:
    verbs = {after: verb for verb, after in Treaty.TRANSITIONS[treaty.state].items()}
    if state not in verbs:
        raise Conflict(_("It cannot go from this state to that one."), code="no_way")
    states.advance(treaty, verbs[state])


def _write(
    act: Act,
    treaty: Treaty,
    *,
    title_fr: str,
    title_en: str,
    theme: str,
    signed: str,
    in_force: str,
    denounced: str,
    note: str,
    next_commission: UUID | None,
) -> None:
    treaty.title_fr = text.clean(title_fr, "title_fr", needed=True)
    treaty.title_en = text.clean(title_en, "title_en")
    treaty.theme = cleaning.among(theme, "theme", Theme.values, needed=False)
    treaty.signed = partial.clean(signed, "signed")
    treaty.in_force = partial.clean(in_force, "in_force")
    treaty.denounced = partial.clean(denounced, "denounced")
    treaty.note = text.clean(note, "note", limit=500)
    events = Event.objects.visible_to(act.access)
    if next_commission is not None and not events.filter(pk=next_commission).exists():
        raise Invalid(next_commission=_("Choose one of the listed answers."))
    treaty.next_commission_id = next_commission


def _say(clause: Clause, kind: str, words: str, country_owes: str, partner_owes: str) -> None:
    clause.kind = cleaning.among(kind, "kind", ClauseKind.values)
    clause.text = text.clean(words, "words", limit=LONG, lines=True)
    clause.country_owes = text.clean(country_owes, "country_owes", limit=LONG, lines=True)
    clause.partner_owes = text.clean(partner_owes, "partner_owes", limit=LONG, lines=True)
