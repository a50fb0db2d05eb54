"""One table entered by hand, approved by a second person: the first that anybody can read. Its numbers are invented."""

from dataclasses import replace
from datetime import date, datetime, timedelta
from pathlib import Path

from jatigi.kernel import clock
from jatigi.kernel.access import Access, Purpose, Role
from jatigi.project.demo.replay import Stage
from jatigi.publications import actions
from jatigi.publications.actions import Draft

GRID = Path(__file__).parent / "data" / "tables" / "passages.tsv"
AGO = timedelta(days=1)


def publish(stage: Stage, until: datetime) -> None:
    """Passages of the first half of the year, by region and public; nothing where no organisation has the two people."""
    with clock.travel(until - AGO):
        for drafter, approver in _pairs(list(stage.cast.values())):
            made = actions.draft(_working(drafter), values=_table(clock.today()))
            actions.approve(_working(approver), actions.propose(_working(drafter), made))
            return


def _pairs(cast: list[Access]) -> list[tuple[Access, Access]]:
    """A data officer with a supervisor of the same organisation."""
    return [
        (one, other)
        for one in cast
        for other in cast
        if one.has(Role.DATA_OFFICER) and other.has(Role.SUPERVISOR)
        if one.organisation == other.organisation and one.account != other.account
    ]


def _table(today: date) -> Draft:
    year = today.year if today.month > 7 else today.year - 1
    return Draft(
        title="Passages dans les maisons d’accueil par région",
        question=f"Combien de passages les maisons d’accueil ont-elles comptés au premier semestre {year} ?",
        measure="people",
        confided=True,
        threshold=10,
        rounding=1,
        row_name="Région",
        column_name="Public",
        from_on=date(year, 1, 1),
        until=date(year, 6, 30),
        source="Registres des maisons d’accueil (données inventées)",
        source_on=date(year, 7, 15),
        licence="cc-by-4.0",
        remarks="Données inventées pour la démonstration.",
        grid=GRID.read_text(encoding="utf-8"),
    )


def _working(access: Access) -> Access:
    """At work on figures, with the second factor just shown."""
    return replace(access.for_purpose(Purpose.STATISTICS), stepped_up_at=clock.now())
