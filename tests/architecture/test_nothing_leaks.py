"""Words that only the house may read never reach anybody else: in no body, header, address, error or log line."""

import copy
import io
import logging
import zipfile
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any, get_type_hints
from uuid import UUID, uuid4

import pytest
from django.db import connection
from django.test import Client

from jatigi.kernel.access import Role
from jatigi.kernel.actions import Creation, registry
from jatigi.kernel.errors import JatigiError
from jatigi.questionnaires.models import Answer, AnswerFile, Draft, DraftFile, Outcome
from jatigi.referrals.models import ReferralEvent
from tests.architecture import matrix
from tests.architecture.given import FORMS, QUERIES, given
from tests.architecture.matrix import ACTIONS, PAGES, READS, WRITES
from tests.architecture.test_interface import get, post, purposes_of
from tests.architecture.test_matrix import address, declared, id_of, pages
from tests.architecture.world import PLANTED, World, everything, undone
from tests.cast import Member

pytestmark = pytest.mark.django_db

Got = list[tuple[str, str]]
"""Where somebody looked, and the headers and the body of what came."""
LOG = "log"

OF_THE_CASE = {
    "why of the case", "assessment", "note", "task", "goal", "planned action", "service given", "asylum", "closure",
    "who answered by telephone",
}  # fmt: skip
OF_THE_SHELTER = {"shelter", "address of the shelter"}
CONFIDED = {"confided answer", "file of an answer", "draft"}
"""A restricted answer is its author's and the supervisors', a draft its author's alone."""
OF_A_COMPLAINT = {"complaint", "contact of a complaint"}
"""Its focal point reads it, and nobody else in the house: neither who took it down nor their supervisor."""
OF_A_LIST = {"heading of a list"}
"""Whoever brings lists in reads what the check of a file says."""
AGREED = {"given name", "family name", "nickname", "message", "referral note"}
"""What the person agreed that the receiving desk reads, and what the two sides wrote to each other."""

NEVER: dict[str, set[str]] = {
    Role.FINANCE: set(PLANTED),
    Role.COORDINATOR: set(PLANTED),
    Role.DATA_OFFICER: set(PLANTED) - {"reason of an export"} - OF_A_LIST,
    Role.NODE_ADMINISTRATOR: set(PLANTED),
    Role.FOCAL_POINT: set(PLANTED) - OF_THE_SHELTER,
    Role.COMPLAINTS: set(PLANTED) - OF_THE_SHELTER - OF_A_COMPLAINT,
    Role.ORGANISATION_ADMINISTRATOR: set(PLANTED) - OF_THE_SHELTER - OF_A_LIST,
    Role.RECEPTION: OF_THE_CASE | CONFIDED | OF_A_LIST | OF_A_COMPLAINT,
    Role.REINTEGRATION: OF_THE_CASE | CONFIDED | OF_A_LIST | OF_A_COMPLAINT | {"answer"},
    Role.FAMILY_LINKS: OF_THE_CASE | CONFIDED | OF_A_LIST | OF_A_COMPLAINT | {"answer"},
    Role.CASE_WORKER: CONFIDED | OF_A_LIST | OF_A_COMPLAINT,
    Role.SUPERVISOR: {"draft"} | OF_A_LIST | OF_A_COMPLAINT,
}
"""For each role of the house, what it never reads. A case worker and a supervisor read the rest of the file."""

SOMEBODY = {"names_0_given": "Autre", "names_0_family": "Kanarifamily", "phones_0_number": "76 01 02 03"}
SEARCHES: dict[str, list[dict[str, str]]] = {
    "people:search": [{"text": "Kanarifamily"}, {"text": "76 01 02 03"}, {"text": "{person.code}"}],
    "people:new": [
        SOMEBODY
        | {"sex": "female", "age_group": "18_59", "basis_kind": "consent", "companion": "{person.code}"}
    ],
    "directory:search": [{"words": "kanarishelter"}],
    "referrals:code": [{"code": "{person.code}"}, {"code": "{referral.code}"}],
}
"""What somebody who guesses would type: half a name, a telephone number, a code."""
TYPED = {
    "people:search": {"family name", "phone", "code of the person"},
    "people:new": {"family name", "phone", "code of the person"},
    "referrals:code": {"code of the person", "code of the referral"},
}
"""Where words come back to whoever typed them."""


@pytest.fixture(scope="module")
def file(world: World) -> Got:
    """All that a case worker, a supervisor and whoever brings lists in get, and what was logged meanwhile."""
    roles = (Role.SUPERVISOR, Role.ORGANISATION_ADMINISTRATOR, Role.COMPLAINTS)
    members = (world.cast.moussa, *(world.staff[role] for role in roles))
    return [text for who in members for text in got(world, who)]


def test_the_words_are_there_for_those_who_may_read_them(file: Got) -> None:
    """Otherwise the other tests would prove nothing."""
    read = "".join(text for at, text in file if at != LOG)
    assert [name for name, words in PLANTED.items() if words not in read] == []


def test_no_log_line_holds_a_word_even_when_the_file_is_worked_with(file: Got) -> None:
    logged = "".join(text for at, text in file if at == LOG)
    assert [name for name, words in PLANTED.items() if words in logged] == []


@pytest.mark.parametrize("who", ["anon", "stranger"])
def test_nothing_reaches_a_stranger(world: World, who: str) -> None:
    member = world.stranger if who == "stranger" else None
    ours = codes(world) | {"code of the referral": world.referral.code}
    assert leaks(got(world, member), PLANTED | ours) == []


def test_the_receiving_desk_reads_what_was_agreed_and_nothing_else(world: World) -> None:
    hidden = {name: words for name, words in PLANTED.items() if name not in AGREED}
    seen = got(world, world.desk)
    assert leaks(seen, hidden | codes(world)) == []
    assert {name for name in AGREED if any(PLANTED[name] in text for _at, text in seen)} == AGREED


def test_after_a_withdrawal_the_receiving_desk_reads_nothing(world: World) -> None:
    with undone():
        world.withdraw()
        assert leaks(all_for(world, world.desk), PLANTED | codes(world)) == []


@pytest.mark.parametrize("role", sorted(NEVER))
def test_no_role_of_the_house_reads_what_it_has_no_business_with(world: World, role: str) -> None:
    hidden = {name: PLANTED[name] for name in NEVER[role]}
    assert leaks(got(world, world.staff[role]), hidden) == []


def test_an_id_of_somebody_else_is_an_id_of_nobody(world: World) -> None:
    """Whoever puts a stranger's id into an argument is told what a made-up id is told, and changes nothing."""
    told_apart = {}
    for name, argument in arguments():
        foreign = told(world, name, {argument: id_of(world, f"theirs.{KINDS[argument]}")})
        unknown = told(world, name, {argument: uuid4()})
        if foreign != unknown or foreign == matrix.OK:
            told_apart[name, argument] = {"somebody else's": foreign, "nobody's": unknown}
    assert told_apart == {}


# Looking everywhere


def codes(world: World) -> dict[str, str]:
    return {"code of the person": world.person.code, "code of the case": world.case.code}


def got(world: World, who: Member | None) -> Got:
    """`all_for`, once for each in this module: the world stands as it stood."""
    if who not in _got:
        _got[who] = all_for(world, who)
    return _got[who]


_got: dict[Member | None, Got] = {}


def all_for(world: World, who: Member | None) -> Got:
    """All that somebody gets, and at `LOG` what was logged meanwhile."""
    with every_log_line() as logs:
        seen = list(everything_for(world, who))
    return [*seen, (LOG, logs.getvalue())]


def everything_for(world: World, who: Member | None) -> Iterator[tuple[str, str]]:
    """All that somebody gets: every page looked at and sent to, every operation; (where, headers and body)."""
    with undone():
        browser = world.client(who) if who else Client()
        kept = copy.deepcopy(browser.cookies)
        for name in (each for each in PAGES if not each.startswith(matrix.WITHOUT_PEOPLE)):
            for answer in visits(world, browser, name) if lets_in(name, who) else ():
                yield name, readable(answer)
                browser.cookies = copy.deepcopy(kept)
        yield from answers_for(browser)
        purposes = {READS[line].purposes.split()[0] for line in READS} | {purposes_of(n)[0] for n in WRITES}
        tokens = {purpose: world.token_of(who, purpose) if who else "" for purpose in purposes}
        for line in READS:
            yield line, readable(get(world, line, tokens[READS[line].purposes.split()[0]]))
        for name in WRITES:
            with undone():
                yield name, readable(post(world, name, tokens[purposes_of(name)[0]]))


def answers_for(browser: Client) -> Iterator[tuple[str, str]]:
    """Every address of every answer, draft and file in the house, and of what was answered by telephone, whoever's it is."""
    answers = Answer.objects.visible_to(everything)
    drafts = Draft.objects.visible_to(everything)
    named = [(f"/answers/{file.answer_id}", file.name) for file in AnswerFile.objects.visible_to(everything)]
    named += [
        (f"/forms/drafts/{file.draft_id}", file.name) for file in DraftFile.objects.visible_to(everything)
    ]
    addresses = [f"/answers/{row.pk}/{page}" for row in answers for page in ("read", "correct", "instance")]
    said = ReferralEvent.objects.visible_to(everything).exclude(channel="")
    addresses += [f"/referrals/{row.referral_id}/" for row in said]
    addresses += [f"/answers/{row.pk}/" for row in Outcome.objects.visible_to(everything)]
    addresses += [f"/forms/drafts/{row.pk}/instance" for row in drafts]
    addresses += [f"{at}/files/{name}" for at, name in named]
    addresses += [f"/forms/{code}/data/" for code in ("talk", "interview", "visit")]
    for path in addresses:
        with undone():
            yield path, readable(browser.get(path))


def lets_in(name: str, who: Member | None) -> bool:
    """Whether the page's own rule lets them in: a refusal there is one page for all, seen by the stranger's tests."""
    rule = declared(pages()[name])
    return who is None or len(who.roles) > 1 or not rule.roles or bool(rule.roles & who.roles)


def visits(world: World, browser: Client, name: str) -> Iterator[Any]:
    at = address(world, name)
    with undone():
        yield browser.get(at, QUERIES.get(name, lambda _w: {})(world))
    with undone():
        yield browser.post(at, FORMS.get(name, lambda _w: {})(world))
    for search in SEARCHES.get(name, []):
        words = {
            field: text.format(person=world.person, referral=world.referral) for field, text in search.items()
        }
        with undone():
            yield browser.get(at, words)
            yield browser.post(at, words)


def readable(answer: Any) -> str:
    """Headers and body as text; of a spreadsheet, what is in it."""
    body = b"".join(answer.streaming_content) if answer.streaming else answer.content
    if body[:2] == b"PK":
        with zipfile.ZipFile(io.BytesIO(body)) as archive:
            body = b"\n".join(archive.read(part) for part in archive.namelist())
    return f"{answer.headers}\n{body.decode(errors='replace')}"


def leaks(seen: Got, hidden: dict[str, str]) -> list[tuple[str, str]]:
    """(where, which word), wherever a hidden word was read that was not typed there."""
    found = {
        (at, name)
        for at, text in seen
        for name, words in hidden.items()
        if words in text and name not in TYPED.get(at, ())
    }
    return sorted(found)


@contextmanager
def every_log_line() -> Iterator[io.StringIO]:
    """Every log line with all its arguments: more than is ever written."""
    kept = io.StringIO()
    handler = logging.StreamHandler(kept)
    handler.setFormatter(logging.Formatter("%(message)s"))
    loggers = [logging.getLogger(name) for name in ("", "django", "jatigi")]
    for logger in loggers:
        logger.addHandler(handler)
    try:
        yield kept
    finally:
        for logger in loggers:
            logger.removeHandler(handler)


# Ids of others

KINDS = {
    "person": "person", "subject": "person", "companion": "person", "site": "shelter", "visit": "visit",
    "case": "case", "account": "account", "worker": "account", "case_worker": "account", "assigned_to": "account", "follows": "note",
    "redirected_from": "referral", "one": "person", "other": "person", "second": "person", "office": "office", "service": "service",
    "form": "form", "corrects": "answer", "slip": "slip", "event": "closed_event",
    "assigned": "account", "giver": "account", "taker": "account", "next_commission": "closed_event",
}  # fmt: skip
"""Argument → what a stranger has that could be put there."""

OPEN = {
    ("alias.confirm", "organisation"),  # organisations are known to all
    ("cluster.answer", "measure"),  # measures of open commitments are known to all, others to nobody outside
    ("cluster.confirm", "into"),  # groups are known to all
    ("commitment.record", "body"),  # bodies are known to all
    ("body.create", "parent"),
    ("body.change", "parent"),
    ("event.create", "body"),
    ("series.plan", "body"),
    ("communique.bring", "body"),
    ("body.seat", "organisation"),  # organisations are known to all
    ("body.name_contact", "organisation"),
    ("work.plan", "responsible"),
    ("work.change", "responsible"),
    ("event.change_participant", "of"),
    ("contribution.add", "of"),
    ("contribution.change", "of"),
    ("contribution.add", "session"),  # what is in an open event is known to every member
    ("contribution.change", "session"),
    ("minutes.insert", "after"),
    ("minutes.adopt", "adopted_in"),
    ("body.remove_contact", "contact"),  # of a body that only its own secretariat changes
    ("basis.record", "recipient"),  # every organisation may be asked about
    ("sharing.sign", "organisation"),  # organisations are known to all, and each signs for itself
    ("site.create", "organisation"),  # counts for the set-up only
    ("complaints_desk.designate", "organisation"),  # organisations are known to all
    ("evidence.feed", "indicator"),  # what is measured, and frameworks, are known to every member
    ("evidence.feed", "item"),
    ("measure.plan", "responsible"),  # organisations are known to all
    ("clause.add", "treaty"),  # frameworks, their items, agreements between countries are known to all
    ("framework.add", "replaced_by"),
    ("framework.add_item", "framework"),
    ("framework.add_item", "parent"),
    ("framework.add_item", "responsible"),
    ("framework.change", "replaced_by"),
    ("framework.change_item", "parent"),
    ("framework.change_item", "responsible"),
    ("framework.note_position", "framework"),
    ("instrument.bind", "framework"),
    ("observance.note", "clause"),
    ("plan.add_indicator", "item"),
    ("rights.add", "framework"),
    ("rights.change", "framework"),
    ("report.detach", "evidence"),  # of a report that only its own organisation finds
    ("report.draft", "due"),  # when a report is due every member knows
    ("token.create", "account"),  # the same
    ("member.invite", "organisation"),  # organisations are known to all
}


def arguments() -> Iterator[tuple[str, str]]:
    """Every argument that is an id, of every action that people can do."""
    for name, act in registry.items():
        if act.internal or name.startswith("test."):
            continue
        for argument, hint in get_type_hints(act.body).items():
            is_id = argument in act.signature.parameters and hint in (UUID, UUID | None)
            if is_id and (name, argument) not in OPEN:
                yield name, argument


def told(world: World, name: str, changed: dict[str, Any]) -> str:
    """What somebody who may do it is told, word for word."""
    act, row = registry[name], ACTIONS[name]
    who = world.staff[row.roles.split()[0]] if row.roles else world.desk
    target = [] if isinstance(act, Creation) else [id_of(world, row.on)]
    with undone():
        try:
            act(world.access(who), *target, **(given(world, name) | changed))
            connection.check_constraints()
        except JatigiError as error:
            return f"{error.code}: {error}"
        except Exception as error:  # noqa: BLE001  # reported as what it is
            return f"{type(error).__name__}: {error}"
    return matrix.OK
