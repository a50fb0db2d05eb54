"""Measures: planned, begun, measured, reported at every stage, one through a link, one number fed by the published table."""

from collections.abc import Sequence
from decimal import Decimal
from typing import Any

from jatigi.coordination.evidence import actions as evidence
from jatigi.coordination.measures import actions as measures
from jatigi.coordination.measures.links import actions as links
from jatigi.coordination.measures.links import rules as guests
from jatigi.coordination.measures.reporting import actions as reports
from jatigi.coordination.measures.reporting import rules
from jatigi.coordination.measures.reporting.files import actions as files
from jatigi.coordination.measures.reporting.models import MeasureIndicator, ProgressReport, ReportDue
from jatigi.kernel import schedule
from jatigi.kernel.access import ANONYMOUS
from jatigi.project.demo.coordinating.diary import Diary, Table, script
from jatigi.project.demo.coordinating.promises import KEEPERS
from jatigi.publications.codes import State
from jatigi.publications.models import Edition

WATCHED = (100, 58, 20, 5.5)
"""Days on which the due dates that have come into sight are written down."""


def write(diary: Diary) -> None:
    for ago in WATCHED:
        diary.at(ago, lambda: schedule.run_now(rules.SCHEDULE))
    for one in script("measures.toml")["measure"]:
        key, by = one["key"], diary.who(one["by"])
        diary.at(one["ago"], lambda one=one: _plan(diary, one))
        if "more" in one:
            diary.at(one["more"]["ago"], lambda one=one: _extend(diary, one))
        if "began" in one:
            diary.at(one["began"], lambda by=by, key=key: measures.begin(by, diary.made[key]))
        if "ended" in one:
            diary.at(one["ended"], lambda by=by, key=key: measures.finish(by, diary.made[key]))
        if over := one.get("abandoned"):
            diary.at(
                over["ago"],
                lambda by=by, key=key, why=over["why"]: measures.abandon(by, diary.made[key], why=why),
            )
        for indicator in one.get("indicator", []):
            _measure(diary, one, indicator)


def _plan(diary: Diary, one: Table) -> None:
    diary.made[one["key"]] = measures.plan(diary.who(one["by"]), **_said(diary, one, one["answers"]))


def _extend(diary: Diary, one: Table) -> None:
    """It answers something that was recommended later as well."""
    said = _said(diary, one, [*one["answers"], *one["more"]["answers"]])
    measures.change(diary.who(one["by"]), diary.made[one["key"]], **said)


def _said(diary: Diary, one: Table, answers: Sequence[str]) -> dict[str, Any]:
    return {
        "title": one["title"], "outcome": one["outcome"], "theme": one["theme"],
        "commitments": [diary.made[key].pk for key in answers], "due_on": diary.day(-one["due"]),
        "supporters": [diary.house(key) for key in one["with"]],
    }  # fmt: skip


def _measure(diary: Diary, one: Table, line: Table) -> None:
    diary.at(one["ago"] - 1, lambda: _indicator(diary, one, line))
    for report in line.get("report", []):
        diary.at(report["ago"], lambda report=report: _report(diary, one, report))
    if "link" in line:
        link = line["link"]
        diary.at(link["ago"], lambda: _invite(diary, one, link))
        diary.at(link["answered"], lambda: _through_link(diary, one, link))
    if "fed" in line:
        diary.at(0, lambda: _feed(diary, one, line["fed"]))


def _indicator(diary: Diary, one: Table, line: Table) -> None:
    baseline, target = line.get("baseline"), line.get("target")
    made = reports.add_indicator(
        diary.who(one["by"]), diary.made[one["key"]], title=line["title"], unit=line["unit"],
        baseline=None if baseline is None else Decimal(baseline),
        baseline_on=None if baseline is None else diary.day(line["baseline_ago"]),
        target=None if target is None else Decimal(target), every_months=line["every"],
        target_on=diary.day(-line["target_in"]) if "target_in" in line else None,
        first_due_on=diary.day(-line["first_due"]) if "first_due" in line else None,
        last_due_on=diary.day(-line["last_due"]) if "last_due" in line else None,
    )  # fmt: skip
    diary.made[f"{one['key']}:indicator"] = made


def _due(diary: Diary, one: Table, number: int) -> ReportDue:
    indicator: MeasureIndicator = diary.made[f"{one['key']}:indicator"]
    rows = ReportDue.objects.visible_to(diary.who(one["by"])).filter(indicator=indicator)
    return rows.order_by("due_on")[number]


def _report(diary: Diary, one: Table, line: Table) -> None:
    writer = diary.who(one["by"])
    value = line.get("value")
    report: ProgressReport = reports.draft(
        writer, diary.made[f"{one['key']}:indicator"], text=line["text"],
        due=_due(diary, one, line["on"]).pk if "on" in line else None,
        value=None if value is None else Decimal(value), challenges=line.get("challenges", ""),
        next_steps=line.get("next_steps", ""),
    )  # fmt: skip
    if "evidence" in line:
        paper = f"{line['evidence']}\n\nDocument inventé pour la démonstration.\n".encode()
        files.attach(writer, report, title=line["evidence"], name="preuve.txt", content=paper)
    stage = line["stage"]
    if stage == "draft":
        return
    reports.send(writer, report)
    if stage == "sent":
        return
    reports.validate(diary.who(one["validates"]), report)
    secretariat = diary.who(KEEPERS[diary.made[one["answers"][0]].organisation_id != diary.house("dgme")])
    if stage == "accepted":
        reports.accept(secretariat, report)
    elif stage == "sent_back":
        reports.send_back(secretariat, report, said=line["said"])


def _invite(diary: Diary, one: Table, link: Table) -> None:
    due = _due(diary, one, 0)
    diary.made[f"{one['key']}:link"] = links.make(diary.who(link["by"]), due, to=link["to"])


def _through_link(diary: Diary, one: Table, line: Table) -> None:
    link: Any = diary.made[f"{one['key']}:link"]
    links.report(
        guests.guest_access(link), link, who=line["who"], text=line["text"], value=Decimal(line["value"])
    )


def _feed(diary: Diary, one: Table, cell: Table) -> None:
    """The table that was published for the demonstration, where one was."""
    edition = Edition.objects.visible_to(ANONYMOUS).filter(state=State.PUBLISHED).first()
    if edition is not None:
        indicator = diary.made[f"{one['key']}:indicator"]
        evidence.feed(diary.who(one["by"]), table=edition.code, indicator=indicator.pk, **cell)
