"""A plan with its tree, targets and costs, the projects that pay for a part of it, and the climate of two places."""

from datetime import date
from decimal import Decimal
from typing import Any

from jatigi.coordination.frameworks import actions as frameworks
from jatigi.coordination.plans import actions as plans
from jatigi.coordination.projects import actions as projects
from jatigi.project.demo.coordinating.diary import Diary, Table, script
from jatigi.project.demo.institutions import NOTICE_FR

CURRENCY = "XOF"


def write(diary: Diary) -> None:
    read = script("plans.toml")
    ago = read["plan"]["ago"]
    diary.at(ago, lambda: _plan(diary, read["plan"], read["item"]))
    for one in read["indicator"]:
        diary.at(ago - 1, lambda one=one: _indicator(diary, one))
    for one in read["project"]:
        diary.at(one["ago"], lambda one=one: _project(diary, one))
        if "begun" in one:
            diary.at(min(one["begun"], one["ago"]), lambda one=one: _begin(diary, one))
    for one in read["exposure"]:
        diary.at(80, lambda one=one: _exposure(diary, one))


def _plan(diary: Diary, plan: Table, lines: list[Table]) -> None:
    secretariat, source = diary.who(plan["by"]), plan["source"]
    first, last = date(diary.year - 1, 1, 1), date(diary.year + 1, 12, 31)
    made = frameworks.add(
        secretariat, code=plan["code"], vintage=f"{first.year}-{last.year}", kind="plan", name_fr=plan["name_fr"],
        name_en=plan["name_en"], source=source, theme=plan["theme"], levels=plan["levels"], country="ML",
        valid_from=first, valid_to=last, confirmed=True,
    )  # fmt: skip
    for line in lines:
        above = diary.made[f"item:{line['under']}"].pk if "under" in line else None
        item = frameworks.add_item(
            secretariat, framework=made.pk, code=line["code"], level_name=line["level"], name_fr=line["fr"],
            name_en=line["en"], parent=above, source=source, confirmed=True, responsible_name=line.get("name", ""),
            responsible=diary.house(line["of"]) if "of" in line else None,
        )  # fmt: skip
        diary.made[f"item:{line['code']}"] = item
        if "cost" in line:
            cost: Any = {
                "currency": CURRENCY,
                "amount": Decimal(line["cost"]),
                "from_on": first,
                "until": last,
                "source": source,
            }
            plans.set_costs(secretariat, item, costs=[cost])


def _indicator(diary: Diary, one: Table) -> None:
    values: list[Any] = [
        {**_year(diary, line["year"]), "unit": diary.unit(line["unit"])}
        | {name: _number(line.get(name)) for name in ("planned", "target", "reached")}
        for line in one["values"]
    ]
    diary.made[f"count:{one['key']}"] = plans.add_indicator(
        diary.who(one["by"]), item=diary.made[f"item:{one['item']}"].pk, name=one["name"], counted_in=one["counted_in"],
        source=f"{NOTICE_FR}", values=values, confirmed=True,
    )  # fmt: skip


def _project(diary: Diary, one: Table) -> None:
    starts, ends = diary.day(one["starts"]), diary.day(one["ends"])
    parts: Any = {
        "partners": [{"part": "donor", "partner": None, "name": one["donor"]}]
        + [{"part": "implementer", "partner": diary.house(key), "name": ""} for key in one["implementers"]],
        "budgets": [
            {"currency": CURRENCY, "amount": Decimal(line["amount"]), "from_on": starts, "until": ends,
             "item": diary.made[f"item:{line['item']}"].pk}
            for line in one["budgets"]
        ],
        "places": [{"unit": diary.unit(line["unit"]), "departure": line["departure"]} for line in one["places"]],
        "reach": [{"planned": None, "reached": None, **line} for line in one["reach"]],
        "results": [_result(diary, line) for line in one["results"]],
        "commitments": [diary.made[key].reference for key in one["commitments"]],
    }  # fmt: skip
    diary.made[one["code"]] = projects.add(
        diary.who(one["by"]), code=one["code"], title=one["title"], country="ML", starts_on=starts, ends_on=ends,
        description=one["description"], theme=one["theme"], parts=parts,
    )  # fmt: skip


def _result(diary: Diary, line: Table) -> dict[str, Any]:
    return {
        "indicator": diary.made[f"count:{line['indicator']}"].pk, "unit": diary.unit(line["unit"]), **_year(diary, 0),
        "planned": _number(line["planned"]), "reached": _number(line["reached"]),
    }  # fmt: skip


def _begin(diary: Diary, one: Table) -> None:
    projects.step(diary.who(one["by"]), diary.made[one["code"]], verb="begin")


def _exposure(diary: Diary, one: Table) -> None:
    projects.add_exposure(
        diary.who(one["by"]), unit=diary.unit(one["unit"]), hazard=one["hazard"], weight=one["weight"],
        words=one["words"], year=diary.year - 1, source=NOTICE_FR, confirmed=True,
    )  # fmt: skip


def _year(diary: Diary, which: int) -> dict[str, date]:
    year = diary.year + which
    return {"from_on": date(year, 1, 1), "until": date(year, 12, 31)}


def _number(value: int | None) -> Decimal | None:
    return None if value is None else Decimal(value)
