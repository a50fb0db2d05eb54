"""What keeps a page quick while the tables grow: the planner knows them, and is not led astray."""

from typing import Any

import pytest
from django.db import connection

from jatigi.kernel import erasure, schedule
from jatigi.kernel.models import OwnedModel
from tests.cast import Cast


def test_no_table_tempts_the_planner_with_an_index_on_the_organisation_alone() -> None:
    for model in erasure.tables():
        if issubclass(model, OwnedModel):
            alone = [index.name for index in model._meta.indexes if index.fields == ["organisation"]]
            field: Any = model._meta.get_field("organisation")
            assert not field.db_index, model
            assert alone == [], model


@pytest.mark.django_db
def test_the_scheduled_work_tells_the_planner_how_many_rows_there_are(cast: Cast) -> None:
    schedule.run_now("database.count_rows")
    with connection.cursor() as cursor:
        if connection.vendor == "sqlite":
            cursor.execute("SELECT stat FROM sqlite_stat1 WHERE tbl = 'agencies_organisation'")
            counted = {int(stat.split()[0]) for (stat,) in cursor.fetchall()}
        else:
            cursor.execute("SELECT reltuples FROM pg_class WHERE relname = 'agencies_organisation'")
            counted = {int(cursor.fetchone()[0])}
    assert counted == {3}
