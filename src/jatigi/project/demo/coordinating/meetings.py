"""Bodies with who sits in them, their events from the invitation to the minutes, agendas, documents."""

from datetime import time
from typing import Any

from jatigi.coordination.bodies import actions as bodies
from jatigi.coordination.bodies.work import actions as work
from jatigi.coordination.documents import actions as documents
from jatigi.coordination.events import actions as events
from jatigi.coordination.events.agenda import actions as agenda
from jatigi.coordination.events.programme import actions as programme
from jatigi.coordination.events.series import actions as series
from jatigi.coordination.minutes import actions as minutes
from jatigi.coordination.minutes.models import MarkKind
from jatigi.project.demo.coordinating.diary import Diary, Table, script

INVITED = 20
"""Days before it takes place that an event is announced, where nothing else is said."""


def write(diary: Diary) -> None:
    read = script("meetings.toml")
    for body in read["body"]:
        _body(diary, body)
    for event in read["event"]:
        _event(diary, event)
    diary.at(read["series"]["ago"], lambda: _series(diary, read["series"]))
    for one in read["agenda"]:
        diary.at(one["ago"], lambda one=one: _agenda(diary, one))
    for one in read["minutes"]:
        _minutes(diary, one)
    for one in read["document"]:
        diary.at(one["ago"], lambda one=one: _document(diary, one))


def _body(diary: Diary, body: Table) -> None:
    secretariat = diary.who(body["by"])

    def found() -> None:
        above = diary.made[body["parent"]] if "parent" in body else None
        diary.made[body["key"]] = bodies.create(
            secretariat, name=body["name"], kind=body["kind"], level=body["level"], acronym=body["acronym"],
            code=body["code"], country="ML", unit=body.get("unit", ""), mandate=body["mandate"],
            parent=above.pk if above else None, public=body.get("public", False),
        )  # fmt: skip

    def seat(line: Table) -> None:
        bodies.seat(
            secretariat, diary.made[body["key"]], organisation=diary.house(line["of"]),
            office=line.get("office", "member"), from_on=diary.day(line["ago"]),
            until=diary.day(line["until"]) if "until" in line else None,
        )  # fmt: skip

    diary.at(body["ago"], found)
    for line in body["seats"]:
        diary.at(line["ago"], lambda line=line: seat(line))
    diary.at(body["ago"] / 2, lambda: _people(diary, body))
    if "archived" in body:
        over = body["archived"]
        diary.at(
            over["ago"],
            lambda: bodies.archive(secretariat, diary.made[body["key"]], notice=over["notice"]),
        )


def _people(diary: Diary, body: Table) -> None:
    """Who stands there for the members, and the work plan of the year."""
    secretariat, found = diary.who(body["by"]), diary.made[body["key"]]
    for line in body["contacts"]:
        bodies.name_contact(
            diary.who(line["account"]) if line["of"] != "dgme" else secretariat, found,
            organisation=diary.house(line["of"]), kind=line["kind"],
            account=diary.who(line["account"]).account, function=line["function"],
        )  # fmt: skip
    for line in body["work"]:
        said = {"year": diary.year, "title": line["title"], "responsible": diary.house(line["of"]),
                "due_on": diary.day(-line["due"])}  # fmt: skip
        made = work.plan(secretariat, found, **said)
        if line["state"] != "planned":
            work.change(secretariat, made, state=line["state"], **said)


def _event(diary: Diary, event: Table) -> None:
    secretariat, key = diary.who(event["by"]), event["key"]

    def call() -> None:
        made = events.create(
            secretariat, title=event["title"], kind=event["kind"], body=diary.made[event["body"]].pk,
            starts_on=diary.day(event["ago"]), ends_on=_last(diary, event), theme=event.get("theme", ""),
            starts_at=_time(event.get("starts")), ends_at=_time(event.get("ends")), city=event["city"],
            venue=event.get("venue", ""), country="ML", unit=event["unit"], public=event["public"],
        )  # fmt: skip
        diary.made[key] = made
        if invited := event.get("invited"):
            houses: list[Any] = [{"name": "", "of": diary.house(one), "invited": True} for one in invited]
            events.add_people(secretariat, made, people=houses)

    diary.at(event["ago"] + event.get("planned", INVITED), call)
    if "cancelled" in event:
        off = event["cancelled"]
        diary.at(off["ago"], lambda: events.cancel(secretariat, diary.made[key], why=off["why"]))
    elif event["ago"] > 0:
        diary.at(event["ago"] - event.get("days", 1) + 1, lambda: _hold(diary, event))


def _hold(diary: Diary, event: Table) -> None:
    secretariat, held = diary.who(event["by"]), diary.made[event["key"]]
    people: list[Any] = [
        {"name": diary.speaker(house), "role": "point focal", "of": diary.house(house), "attendance": came}
        for came in ("came", "excused", "absent")
        for house in event["came" if came == "came" else came]
    ]
    people += [{**guest, "attendance": "came"} for guest in event["guests"]]
    events.hold(secretariat, held)
    events.add_people(secretariat, held, people=people)
    events.note_attendance(secretariat, held, attendance={}, women=event["women"], men=event["men"])
    for part in event.get("session", []):
        made = programme.add_session(
            secretariat, held, title=part["title"], starts_at=_time(part["starts"]), ends_at=_time(part["ends"]),
            day=held.starts_on if part["day"] == 0 else held.ends_on,
        )  # fmt: skip
        for said in part["said"]:
            programme.add_contribution(secretariat, held, session=made.pk, **said)


def _last(diary: Diary, event: Table) -> Any:
    return diary.day(event["ago"] - event.get("days", 1) + 1) if "days" in event else None


def _time(text: str | None) -> time | None:
    return time.fromisoformat(text) if text else None


def _series(diary: Diary, one: Table) -> None:
    series.plan(
        diary.who(one["by"]), rule=one["rule"], starts_on=diary.day(one["first"]), until=diary.day(one["until"]),
        title=one["title"], kind=one["kind"], body=diary.made[one["body"]].pk, starts_at=_time(one["starts"]),
        ends_at=_time(one["ends"]), city=one["city"], country="ML", unit=one["unit"],
    )  # fmt: skip


def _agenda(diary: Diary, one: Table) -> None:
    event = diary.made[one["event"]]
    secretariat = diary.who("dgme.coordinator.1")
    for line in one["items"]:
        item = agenda.add(
            secretariat, event, title=line["title"], minutes=line["minutes"], presenter=line["presenter"]
        )
        if line["state"]:
            agenda.settle(secretariat, item, state=line["state"])


def _minutes(diary: Diary, one: Table) -> None:
    secretariat, key = diary.who(one["by"]), f"minutes:{one['event']}"
    diary.at(one["written"], lambda: _write(diary, one))
    diary.at(one["circulated"], lambda: minutes.circulate(secretariat, diary.made[key]))
    if "corrected" in one:
        diary.at(one["corrected"], lambda: _correct(diary, one))
    if "adopted" in one:
        diary.at(
            one["adopted"] - 0.1,
            lambda: minutes.adopt(secretariat, diary.made[key], adopted_in=diary.made[one["adopted_in"]].pk),
        )


def _write(diary: Diary, one: Table) -> None:
    secretariat = diary.who(one["by"])
    begun = minutes.begin(secretariat, diary.made[one["event"]])
    diary.made[f"minutes:{one['event']}"] = begun
    for number, line in enumerate(one["paragraphs"]):
        paragraph = minutes.insert(secretariat, begun, text=line["text"])
        diary.made[f"minutes:{one['event']}:{number}"] = paragraph
        if "put_off" in line:
            minutes.mark(secretariat, paragraph, passage=line["put_off"], kind=MarkKind.TO_DECIDE)
        if "decided" not in line:
            continue
        decided = minutes.decide(
            secretariat, minutes.mark(secretariat, paragraph, passage=line["decided"]), theme=line["theme"],
            deadline=diary.day(-line["deadline"]), addressees=[{"organisation": diary.house(key), "name": ""} for key in line["to"]],
        )  # fmt: skip
        diary.made[line["key"]] = decided.commitment


def _correct(diary: Diary, one: Table) -> None:
    """A member found what was missing: a second version goes round."""
    secretariat, event, line = diary.who(one["by"]), one["event"], one["correction"]
    begun = diary.made[f"minutes:{event}"]
    minutes.take_back(secretariat, begun)
    minutes.save_paragraph(
        secretariat, diary.made[f"minutes:{event}:{line['at']}"], text=line["text"], based_on=1
    )
    minutes.circulate(secretariat, begun)


def _document(diary: Diary, one: Table) -> None:
    add = documents.add_to_body if "body" in one else documents.add_to_event
    thing = diary.made[one.get("body") or one["event"]]
    add(diary.who(one["by"]), thing, title=one["title"], name=one["name"], content=one["content"].encode())
