"""Practices, trainings, a campaign, an agreement between two countries, and a communiqué that is half decided."""

from datetime import timedelta
from decimal import Decimal
from typing import Any

from jatigi.coordination.awareness import actions as awareness
from jatigi.coordination.events import actions as events
from jatigi.coordination.practices import actions as practices
from jatigi.coordination.reading import actions as reading
from jatigi.coordination.reading.models import ReadProposal
from jatigi.coordination.treaties import actions as treaties
from jatigi.coordination.treaties.models import Clause, Treaty
from jatigi.project.demo.coordinating.diary import DATA, Diary, Table, script, typographic
from jatigi.project.demo.guide import MONTHS

PANEL = 6
"""Days since the panel that the communiqué tells of."""


def write(diary: Diary) -> None:
    read = script("sharing.toml")
    for one in read["practice"]:
        _practice(diary, one)
    for one in read["training"]:
        diary.at(one["ago"] - one["days"], lambda one=one: _training(diary, one))
    for one in read["campaign"]:
        diary.at(one["ago"] - one["days"], lambda one=one: _campaign(diary, one))
    treaty = read["treaty"]
    diary.at(treaty["seen"][-1]["ago"], lambda: _treaty(diary, treaty))
    communique = read["communique"]
    diary.at(communique["ago"], lambda: _communique(diary, communique))


def _practice(diary: Diary, one: Table) -> None:
    author, key = diary.who(one["by"]), f"practice:{one['title']}"
    names = (
        "title",
        "theme",
        "country",
        "place_type",
        "problem",
        "done",
        "evidence",
        "cost",
        "conditions",
        "contact",
    )

    def submit() -> None:
        diary.made[key] = practices.write(author, **{name: one[name] for name in names})
        practices.step(author, diary.made[key], verb="submit")

    def review() -> None:
        words = one["review"]["words"]
        practices.review(diary.who(one["review"]["by"]), diary.made[key], approved=True, words=words)

    diary.at(one["ago"], submit)
    if "review" in one:
        diary.at(one["review"]["ago"], review)
        diary.at(one["published"], lambda: practices.step(author, diary.made[key], verb="publish"))


def _common(diary: Diary, one: Table) -> Any:
    starts = diary.day(one["ago"])
    return {
        "title": one["title"], "theme": one["theme"], "language": one.get("language", "fr"), "country": "ML",
        "unit": diary.unit(one["unit"]), "place": one["place"], "starts_on": starts,
        "ends_on": starts + timedelta(days=one["days"] - 1), "cost": Decimal(one["cost"]), "currency": "XOF",
    }  # fmt: skip


def _effect(one: Table) -> Any:
    if "method" not in one:
        return None
    return {
        "effect_method": one["method"], "effect_scale": one["scale"], "before": Decimal(str(one["before"])),
        "after": Decimal(str(one["after"])), "measured": one["measured"],
    }  # fmt: skip


def _training(diary: Diary, one: Table) -> None:
    awareness.add_training(
        diary.who(one["by"]),
        common=_common(diary, one),
        effect=_effect(one),
        content=one["content"],
        counts=one["counts"],
    )


def _campaign(diary: Diary, one: Table) -> None:
    awareness.add_campaign(
        diary.who(one["by"]), common=_common(diary, one), effect=_effect(one), message=one["message"],
        channel=one["channel"], audience=one["audience"], reach=one["reach"],
    )  # fmt: skip


def _treaty(diary: Diary, one: Table) -> None:
    """What is shipped of the agreement stays as it is; what was seen of it, and its next meeting, are invented."""
    treaty, meeting = Treaty.objects.get(code=one["code"]), one["commission"]
    commission = events.create(
        diary.who(meeting["by"]), title=meeting["title"], kind="meeting", starts_on=diary.day(meeting["ago"]),
        city=meeting["city"], country="ML", unit=meeting["unit"],
    )  # fmt: skip
    names = ("title_fr", "title_en", "theme", "state", "signed", "in_force", "denounced", "note", "source")
    treaties.change(
        diary.who(one["by"]), treaty, next_commission=commission.pk, confirmed=not treaty.to_confirm,
        **{name: getattr(treaty, name) for name in names},
    )  # fmt: skip
    clause = Clause.objects.get(code=one["clause"])
    for seen in one["seen"]:
        treaties.note_observance(
            diary.who(seen["by"]), clause=clause.pk, side=seen["side"], kept=seen["kept"], words=seen["words"],
            source=seen["source"], seen_on=diary.day(seen["ago"]),
        )  # fmt: skip


def _communique(diary: Diary, one: Table) -> None:
    """Read, and half decided: the rest waits for whoever tries it."""
    secretariat = diary.who(one["by"])
    panel = diary.day(PANEL)
    text = (DATA / one["file"]).read_text("utf-8")
    text = text.replace("JOUR_DU_PANEL", f"{panel.day} {MONTHS[panel.month - 1]} {panel.year}")
    text = typographic(text.replace("ANNEE_SUIVANTE", str(panel.year + 1)))
    brought = reading.bring(secretariat, text=text, source=one["source"], body=diary.made[one["body"]].pk)
    rows = list(ReadProposal.objects.visible_to(secretariat).filter(communique=brought).order_by("number"))
    for decide, chosen in ((reading.accept, one["taken"]), (reading.refuse, one["refused"])):
        for kind, words in chosen:
            decide(secretariat, next(row for row in rows if row.kind == kind and words in str(row.said)))
