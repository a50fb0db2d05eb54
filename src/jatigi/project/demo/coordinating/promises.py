"""Recommendations and decisions: recorded, answered, moved, grouped, commented, published."""

from typing import Any

from jatigi.coordination.commitments import actions as commitments
from jatigi.coordination.commitments import rules
from jatigi.coordination.commitments.batches import actions as batches
from jatigi.coordination.commitments.clusters import actions as clusters
from jatigi.coordination.commitments.models import Commitment
from jatigi.coordination.measures.comments import actions as comments
from jatigi.kernel import schedule
from jatigi.kernel.access import Access
from jatigi.project.demo.coordinating.diary import Diary, Table, items, script

KEEPERS = ("dgme.coordinator.1", "loujna.coordinator.1")
NOT_PUBLIC = ("c12", "c13", "c25")
COMPARED, PUBLISHED = 16, 12
RECORDED_AFTER = 4
"""Days after an event that what was said there is written down."""


def write(diary: Diary) -> None:
    read, meetings = script("promises.toml"), script("meetings.toml")
    events = {event["key"]: event for event in meetings["event"]}
    for one in read["promise"]:
        event = events.get(one.get("event", ""))
        by = event["by"] if event else one["by"]
        diary.at(
            event["ago"] - RECORDED_AFTER if event else one["ago"],
            lambda one=one, by=by: _record(diary, one, by),
        )
        _follow(diary, one, by)
    for one in read["after"]:
        diary.at(99, lambda one=one: _link(diary, one))
        _follow(diary, one, KEEPERS[0])
    group = read["group"]
    diary.at(COMPARED, lambda: schedule.run_now(rules.LOOKING))
    diary.at(group["ago"], lambda: _group(diary, group))
    for name in KEEPERS:
        diary.at(PUBLISHED, lambda name=name: _publish(diary, diary.who(name)))
    for one in read["comment"]:
        _comment(diary, one)


def _record(diary: Diary, one: Table, by: str) -> None:
    named: list[Any] = [_named(diary, name) for name in one["to"]]
    deadline = diary.day(-one["deadline"]) if "deadline" in one else None
    diary.made[one["key"]] = commitments.record(
        diary.who(by), kind="recommendation", text=one["text"], theme=one["theme"], country="ML",
        event=diary.made[one["event"]].pk if "event" in one else None,
        body=diary.made[one["body"]].pk if "body" in one else None,
        source=one.get("source", "Texte inventé pour la démonstration"), made_on=None if "event" in one else diary.day(one["ago"]),
        deadline=deadline, deadline_precision=one.get("precision", "day") if deadline else "",
        addressees=named, items=items(diary, one["items"]),
    )  # fmt: skip


def _named(diary: Diary, name: str) -> dict[str, Any]:
    house = diary.house_or_none(name)
    return {"organisation": house, "name": "" if house else name}


def _follow(diary: Diary, one: Table, by: str) -> None:
    for move in one.get("moves", []):
        diary.at(
            move["ago"],
            lambda move=move: commitments.move(
                diary.who(by), diary.made[one["key"]], verb=move["verb"], why=move.get("why", "")
            ),
        )
    for said in one.get("answers", []):
        diary.at(said["ago"], lambda said=said: _answer(diary, one["key"], said, by))


def _answer(diary: Diary, key: str, said: Table, by: str) -> None:
    """An addressee for itself; the secretariat for one that is not on the node."""
    house = diary.house_or_none(said["of"])
    addressee = next(
        row
        for row in commitments.addressees_of(diary.made[key])
        if (row.addressed_id == house if house else row.name == said["of"])
    )
    actor = diary.who(f"{said['of']}.focal_point.1" if house else by)
    commitments.answer(actor, addressee, answer=said["answer"], text=said["text"])


def _link(diary: Diary, one: Table) -> None:
    commitments.correct(
        diary.who(KEEPERS[0]), diary.made[one["key"]], changes={}, items=items(diary, one["items"])
    )


def _group(diary: Diary, group: Table) -> None:
    """Confirmed by the secretariat that proposes it, and by the other for what it keeps up."""
    chosen = [diary.made[key].pk for key in group["of"]]
    made = clusters.confirm(
        diary.who(group["by"]), commitments=chosen, title=group["title"], theme=group["theme"]
    )
    others = Commitment.objects.visible_to(diary.who(KEEPERS[1])).filter(
        pk__in=chosen, organisation_id=diary.house("loujna")
    )
    clusters.confirm(diary.who(KEEPERS[1]), commitments=[one.pk for one in others], into=made.pk)


def _publish(diary: Diary, secretariat: Access) -> None:
    """One act over everything that a secretariat keeps up and that anybody may read."""
    kept = [diary.made[key].pk for key in NOT_PUBLIC]
    rows = Commitment.objects.visible_to(secretariat).filter(organisation_id=str(secretariat.organisation))
    chosen: list[Any] = [
        {"commitment": row.pk, "seen": row.version} for row in rows.exclude(pk__in=kept).order_by("reference")
    ]
    batches.change_many(secretariat, rows=chosen, public=True)


def _comment(diary: Diary, one: Table) -> None:
    key = f"comment:{one['on']}"

    def say() -> None:
        diary.made[key] = comments.on_commitment(
            diary.who(one["by"]), diary.made[one["on"]], text=one["text"]
        )

    diary.at(one["ago"], say)
    if "published" in one:
        said = one["published"]
        diary.at(said["ago"], lambda: comments.publish(diary.who(said["by"]), diary.made[key]))
    if "answered" in one:
        reply = one["answered"]
        diary.at(
            reply["ago"], lambda: comments.answer(diary.who(reply["by"]), diary.made[key], text=reply["text"])
        )
