"""A workbook is brought, what it calls things is confirmed, and what it says comes in as services: all of it or nothing."""

from collections.abc import Sequence
from typing import Any
from uuid import UUID

from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext_lazy

from jatigi.agencies import who
from jatigi.agencies.aliases import actions as aliases
from jatigi.agencies.models import Organisation
from jatigi.directory.models import Service
from jatigi.directory.workbooks import keeping, opening, rules, writing
from jatigi.directory.workbooks.judging import (
    LEAVE,
    NEW,
    ORGANISATION,
    Judge,
    Question,
    Verdict,
)
from jatigi.directory.workbooks.known import known
from jatigi.directory.workbooks.models import Workbook, WorkbookState
from jatigi.directory.workbooks.placing import Places
from jatigi.directory.workbooks.reading import read
from jatigi.kernel import clock, hooks
from jatigi.kernel.access import Purpose, Role
from jatigi.kernel.actions import Act, action, creation
from jatigi.kernel.errors import Conflict, Invalid
from jatigi.kernel.models import shared_key
from jatigi.places.models import AdminUnit, Country

REFERRAL = Purpose.REFERRAL
MOST_ANSWERS = 2_000


@creation("workbook.bring", Workbook, allow=rules.may_bring, purpose=REFERRAL)
def bring(act: Act, *, name: str, content: bytes, country: str = "") -> Workbook:
    """Read a workbook and keep what it says, sealed, for a week. `name` tells a .csv only and is not kept.

    Raises `Invalid` for "file": not readable, or nothing in it that is understood.
    """
    if country and not Country.objects.filter(pk=country).exists():
        raise Invalid(country=_("Choose a country from the list."))
    try:
        found = read(opening.pages(name, content), Places(country))
    except opening.Unreadable as error:
        raise Invalid(file=str(error)) from None
    if not found.rows:
        raise Invalid(file=_("No sheet of this file holds a table with organisations that is understood."))
    workbook = Workbook(
        organisation_id=act.organisation, key_id=shared_key(act.organisation), by_id=act.signed(), brought_at=act.at,
        until=act.at + Workbook.LASTS, rows=found.rows, said={"country": country, **keeping.kept(found)}, answers={},
    )  # fmt: skip
    workbook.save()
    act.details.update(rows=found.rows, size=len(content))
    return workbook


@action("workbook.answer", Workbook, allow=rules.may_bring_this, purpose=REFERRAL)
def answer(act: Act, workbook: Workbook, *, answers: dict[str, str], rest: str = "") -> Workbook:
    """What a person says of what was not recognised: question → code, "-" to leave its rows out, "+" for a new organisation.

    A confirmed organisation becomes an alias, for this workbook and every later one. `rest`: what is said of all other
    questions: "-"; or "+", of the organisations that are like none here.
    Raises `Invalid` for a question that is not asked or a code that is none.
    """
    _must_wait(workbook)
    asked = {one.name: one for one in judged(workbook).questions}
    given = {name: code for name, code in answers.items() if code}
    if len(given) > MOST_ANSWERS or given.keys() - asked.keys():
        raise Invalid(answers=_("Something here is no longer asked. Look at the workbook again."))
    kept = dict(workbook.answers or {})
    for name, code in given.items():
        kept[name] = _settled(act, asked[name], code)
    for name, one in asked.items():
        if rest == LEAVE and one.needed and name not in kept:
            kept[name] = LEAVE
        elif (
            rest == NEW
            and one.needed
            and name not in kept
            and one.kind == ORGANISATION
            and not one.found.choices
        ):
            kept[name] = _settled(act, one, NEW)
    workbook.answers = kept
    workbook.save()
    act.touched("answers")
    act.details.update(answers=len(given), rest=rest)
    return workbook


@action("workbook.write", Workbook, allow=rules.may_bring_this, purpose=REFERRAL)
def write(act: Act, workbook: Workbook) -> Workbook:
    """Bring in what is recognised: every service of it or none. What stands already is left as it is.

    Raises `Conflict` where nothing is new, or where somebody who is no coordinator brings services of others.
    """
    _must_wait(workbook)
    verdict = judged(workbook)
    new = writing.entries(verdict, known(verdict.offers))
    if not rules.for_everybody(act.access) and any(one.organisation != str(act.organisation) for one in new):
        raise Conflict(
            _("Only a coordinator proposes services of other organisations. Leave their rows out.")
        )
    if not new:
        raise Conflict(_("There is nothing new in this workbook: everything is known already."))
    made = _make(act, new)
    workbook.written += len(made)
    if not any(one.needed for one in verdict.questions):
        workbook.state, workbook.said, workbook.answers = WorkbookState.DONE, None, None
    workbook.save()
    act.touched("written")
    act.details.update(services=[str(one.pk) for one in made])
    _tell(act, made)
    return workbook


@action("workbook.drop", Workbook, allow=rules.may_bring_this, purpose=REFERRAL)
def drop(_act: Act, workbook: Workbook) -> Workbook:
    """Whoever brought it takes it back; what came in stays."""
    _must_wait(workbook)
    return _over(workbook)


@action("workbook.end", Workbook, allow=rules.may_end, purpose=REFERRAL, internal=True)
def end(_act: Act, workbook: Workbook) -> Workbook:
    """Its week is over: what it said goes."""
    return _over(workbook)


def judged(workbook: Workbook) -> Verdict:
    """What would become of a workbook today, with what was answered."""
    said: dict[str, Any] = workbook.said or {}
    return Judge(keeping.opened(said), Places(said.get("country", "")), workbook.answers or {}).verdict()


def _settled(act: Act, asked: Question, code: str) -> str:
    """The code that counts; of an organisation also as an alias."""
    if code == LEAVE:
        return code
    if asked.kind == ORGANISATION:
        return _organisation(act, asked, code)
    offered = {choice.code for choice in asked.everything}
    if code not in offered:
        raise Invalid({asked.name: _("Choose from the list.")})
    return code


def _organisation(act: Act, asked: Question, code: str) -> str:
    country = str(asked.found.extra["country"])
    if code == NEW:
        return str(_recorded(act, asked, country).pk)
    try:
        pk = UUID(code)
    except ValueError:
        raise Invalid({asked.name: _("Choose from the list.")}) from None
    for text in dict.fromkeys((asked.who.called, asked.who.acronym if asked.short_is_its_own else "")):
        if text:
            aliases.confirm_alias.within(
                act, text=text[: aliases.NAME_LENGTH], organisation=pk, country=country
            )
    return code


def _recorded(act: Act, asked: Question, country: str) -> Organisation:
    """A new organisation, called as the workbook calls it."""
    named = asked.who
    try:
        return aliases.record_organisation.within(
            act, name=" ".join((named.name or named.acronym).split()), acronym=named.acronym[:32],
            kind=writing.kind_of(asked.said), country=country,
        )  # fmt: skip
    except Invalid as error:
        raise Invalid({asked.name: next(iter(error.errors.values()))}) from None


def _make(act: Act, new: Sequence[writing.Entry]) -> list[Service]:
    units = {
        one.code: one for one in AdminUnit.objects.filter(code__in={e.place for e in new}, valid_to=None)
    }
    peopled = who.with_people(UUID(one.organisation) for one in new)
    made = []
    for entry in new:
        row = writing.service(entry, units)
        house = UUID(entry.organisation)
        own = house == act.organisation
        answers = (
            act.access.has(Role.SUPERVISOR, Role.ORGANISATION_ADMINISTRATOR) if own else house not in peopled
        )
        row.state = "active" if answers else "proposed"
        row.kept_by_id = None if own or house in peopled else act.organisation
        row.assured_by_id = act.account
        row.save()
        made.append(row)
    return made


def _tell(act: Act, made: Sequence[Service]) -> None:
    """Organisations that work here hear that something of theirs waits for approval."""
    waiting: dict[UUID, int] = {}
    for row in made:
        if row.state == "proposed":
            waiting[row.organisation_id] = waiting.get(row.organisation_id, 0) + 1
    for house, count in waiting.items():
        words = ngettext_lazy(
            "%(n)d service of your organisation was taken from a workbook and waits for your approval.",
            "%(n)d services of your organisation were taken from a workbook and wait for your approval.",
            "n",
        ) % {"n": count}
        roles = frozenset({Role.SUPERVISOR, Role.ORGANISATION_ADMINISTRATOR})
        act.tell(hooks.Notice("directory.workbook", words, reverse("directory:own"), house, roles=roles))


def _must_wait(workbook: Workbook) -> None:
    if workbook.state != WorkbookState.CHECKED or workbook.until < clock.now() or not workbook.said:
        raise Conflict(_("This workbook is brought in already, or too old. Bring it again."))


def _over(workbook: Workbook) -> Workbook:
    workbook.state, workbook.said, workbook.answers = WorkbookState.ENDED, None, None
    workbook.save()
    return workbook
