"""Answers exported from KoBo and ODK Central are brought in: dry run, every finding by row, all or nothing, once."""

import json
from contextlib import suppress
from io import BytesIO
from typing import Any
from uuid import uuid4
from zipfile import ZipFile

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.utils import translation
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from jatigi.kernel.access import Purpose, service_access
from jatigi.kernel.errors import NotFound, Refused, StepUpNeeded
from jatigi.questionnaires.conversion import convert
from jatigi.questionnaires.data import actions, bringing, exporting, incoming, tables
from jatigi.questionnaires.data.actions import NotImported
from jatigi.questionnaires.data.rows import Options
from jatigi.questionnaires.data.tables import Unusable
from jatigi.questionnaires.models import Answer, Form, FormVersion, Outcome, Result
from tests.cast import Cast, Member
from tests.questionnaires.conftest import CALM, MakePerson, stepped_up
from tests.questionnaires.data.conftest import SECOND, SOURCE, Visit, publish
from tests.questionnaires.data.test_asking import browser
from tests.questionnaires.data.test_tables import sheets_of

everything = service_access("test", [f"questionnaires.{name}" for name in ("Answer", "Outcome", "Result")])

ONE, TWO = "0f6fb2b4-3bd2-4e8c-8a4e-6b1f2a6f3a01", "0f6fb2b4-3bd2-4e8c-8a4e-6b1f2a6f3a02"

KOBO_CSV = (
    "start;place/region;place/where;needs;needs/food;needs/bed;people;remark;_id;_uuid;_submission_time;__version__\n"
    f"2026-11-01;ML07;16.2 -0.05 0 0;food bed;1;1;4;tout va;1;{ONE};2026-11-01T08:30:00;vAbC\n"
    f"2026-11-02;ML08;;food;1;0;2;;2;{TWO};2026-11-02T09:00:00;vAbC\n"
)
CENTRAL_CSV = (
    "SubmissionDate,place-region,place-where-Latitude,place-where-Longitude,place-where-Altitude,place-where-Accuracy,"
    "needs,people,remark,instanceID,KEY,SubmitterName,FormVersion\n"
    f"2026-11-01T08:30:00.000Z,ML07,16.2,-0.05,0,0,food bed,4,tout va,uuid:{ONE},uuid:{ONE},Awa,1\n"
    f"2026-11-02T09:00:00.000Z,ML08,,,,,food,2,,uuid:{TWO},uuid:{TWO},Awa,1\n"
)
KOBO_JSON = [
    {
        "_id": 1, "_uuid": ONE, "meta/instanceID": f"uuid:{ONE}", "__version__": "vAbC", "formhub/uuid": "x",
        "place/region": "ML07", "place/where": "16.2 -0.05 0 0", "needs": "food bed", "people": 4, "remark": "tout va",
        "_submission_time": "2026-11-01T08:30:00", "_attachments": [], "_geolocation": [16.2, -0.05],
    },
    {"_id": 2, "_uuid": TWO, "place/region": "ML08", "needs": "food", "people": 2, "_submission_time": "2026-11-02T09:00:00"},
]  # fmt: skip
CENTRAL_JSON = {
    "value": [
        {
            "__id": f"uuid:{ONE}", "__system": {"submissionDate": "2026-11-01T08:30:00.000Z", "formVersion": "1"},
            "meta": {"instanceID": f"uuid:{ONE}"}, "needs": "food bed", "people": 4, "remark": "tout va",
            "place": {"region": "ML07", "where": {"type": "Point", "coordinates": [-0.05, 16.2, 0]}}, "water": None,
        },
        {
            "__id": f"uuid:{TWO}", "__system": {"submissionDate": "2026-11-02T09:00:00.000Z", "formVersion": "1"},
            "place": {"region": "ML08", "where": None}, "needs": "food", "people": 2, "household": [],
        },
    ]
}  # fmt: skip
VALUES = [
    {
        "place": {"region": "ML07", "where": "16.2 -0.05 0 0"},
        "needs": "food bed",
        "people": "4",
        "remark": "tout va",
    },
    {"place": {"region": "ML08"}, "needs": "food", "people": "2"},
]
FILES = {
    "kobo.csv": KOBO_CSV.encode(),
    "central.csv": b"\xef\xbb\xbf" + CENTRAL_CSV.encode(),
    "kobo.json": json.dumps({"count": 2, "results": KOBO_JSON}).encode(),
    "central.json": json.dumps(CENTRAL_JSON).encode(),
}


def bring(
    who: Member, content: bytes | str, name: str = "visites.csv", form: str = "visit", number: str = "1"
) -> int:
    content = content.encode() if isinstance(content, str) else content
    access = stepped_up(who).for_purpose(Purpose.ADMINISTRATION)
    return actions.import_answers(access, form=form, number=number, name=name, content=content)


def kept() -> list[Answer]:
    return list(Answer.objects.visible_to(everything).order_by("answered_at"))


def findings(
    version: FormVersion, content: bytes | str, name: str = "visites.csv"
) -> list[tuple[int, str, str]]:
    content = content.encode() if isinstance(content, str) else content
    with translation.override("fr"):
        wrong = bringing.judge(version, uuid4(), name, content).wrong
    return [(one.row, one.column, one.sentence) for one in wrong]


def csv_of(head: str, *lines: str) -> str:
    return "\n".join([head, *lines]) + "\n"


@pytest.mark.parametrize("name", FILES)
def test_exports_of_kobo_and_central_become_the_same_answers(
    version: FormVersion, officer: Member, name: str
) -> None:
    content = FILES[name].replace(b"start;", b"_start;")
    assert bring(officer, content, name) == 2
    assert [answer.values for answer in kept()] == VALUES
    assert [answer.instance_id for answer in kept()] == [f"uuid:{ONE}", f"uuid:{TWO}"]
    assert [f"{answer.answered_at:%Y-%m-%d %H:%M}" for answer in kept()] == [
        "2026-11-01 08:30",
        "2026-11-02 09:00",
    ]
    assert Outcome.objects.visible_to(everything).count() == 2


def test_what_was_exported_here_as_codes_reads_the_same(visit: Visit, officer: Member) -> None:
    """The way out and the way in fit: the workbook's table as CSV, with the ids that a device would know."""
    visit(place={"region": "ML07"}, needs="food", people="3", remark="ici")
    buffer = BytesIO()
    exporting.write(
        officer(Purpose.STATISTICS), Form.objects.get(code="visit"), Options(labels=False), "xlsx", buffer
    )
    head, row = sheets_of(buffer.getvalue())["Réponses"]
    names, cells = [str(one) for one in head[3:]], ["" if one is None else str(one) for one in row[3:]]
    assert bring(officer, csv_of(",".join([*names, "_uuid"]), ",".join([*cells, ONE]))) == 1
    first, second = kept()
    assert first.values == second.values


def test_the_tables_of_repetitions_come_in_a_zip(version: FormVersion, officer: Member) -> None:
    buffer = BytesIO()
    with ZipFile(buffer, "w") as archive:
        archive.writestr(
            "visit.csv",
            csv_of("people,instanceID,KEY", f"1,uuid:{ONE},uuid:{ONE}", f"2,uuid:{TWO},uuid:{TWO}"),
        )
        archive.writestr(
            "visit-household.csv",
            csv_of("kind,PARENT_KEY,KEY", f"A,uuid:{TWO},h1", f"B,uuid:{TWO},h2", f"C,uuid:{ONE},h3"),
        )
        archive.writestr(
            "visit-household-member.csv", csv_of("age,PARENT_KEY,KEY", "30,h1,m1", "4,h1,m2", "60,h3,m3")
        )
    assert bring(officer, buffer.getvalue(), "visites.zip") == 2
    assert {answer.instance_id: answer.values["household"] for answer in kept()} == {
        f"uuid:{ONE}": [{"kind": "C", "member": [{"age": "60"}]}],
        f"uuid:{TWO}": [{"kind": "A", "member": [{"age": "30"}, {"age": "4"}]}, {"kind": "B"}],
    }


@pytest.mark.parametrize("system", ["kobo", "central"])
def test_repetitions_come_in_json_too(version: FormVersion, officer: Member, system: str) -> None:
    kobo = {
        "_uuid": ONE,
        "household": [
            {"household/kind": "A", "household/member": [{"household/member/age": 30}]},
            {"household/kind": "B"},
        ],
    }
    central = {
        "__id": f"uuid:{ONE}",
        "household": [{"__id": "x", "kind": "A", "member": [{"age": 30}]}, {"kind": "B"}],
    }
    assert bring(officer, json.dumps([kobo if system == "kobo" else central]), "visites.json") == 1
    [answer] = kept()
    assert answer.values == {"household": [{"kind": "A", "member": [{"age": "30"}]}, {"kind": "B"}]}


def test_the_same_file_again_has_no_further_effect(version: FormVersion, officer: Member) -> None:
    assert bring(officer, FILES["central.csv"]) == 2
    assert bring(officer, FILES["central.csv"]) == 0
    assert bring(officer, FILES["kobo.json"], "a.json") == 0
    assert len(kept()) == 2


def test_the_same_answer_with_other_content_is_a_finding(version: FormVersion, officer: Member) -> None:
    bring(officer, FILES["central.csv"])
    with pytest.raises(NotImported) as refused:
        bring(officer, FILES["central.csv"].replace(b",4,tout va", b",5,tout va"))
    assert [(one.row, one.column) for one in refused.value.verdict.wrong] == [(2, "instanceID")]


def test_one_wrong_row_and_nothing_is_kept(version: FormVersion, officer: Member) -> None:
    with pytest.raises(NotImported):
        bring(officer, FILES["central.csv"].replace(b"ML08", b"ML99"))
    assert kept() == []


@pytest.mark.parametrize(
    ("content", "found"),
    [
        (csv_of("people,_uuid", f"x,{ONE}"), (2, "people", "d’une autre sorte")),
        (csv_of("place/region,_uuid", f"ML99,{ONE}"), (2, "place/region", "n’a pas cette réponse")),
        (csv_of("needs,_uuid", f"food food,{ONE}"), (2, "needs", "n’a pas cette réponse")),
        (csv_of("unknown,_uuid", f"x,{ONE}"), (1, "unknown", "n’a pas cette question")),
        (csv_of("people", "3"), (2, "instanceID", "ne dit pas de quelle réponse")),
        (csv_of("people,_uuid", f"1,{ONE}", f"1,{ONE}"), (3, "instanceID", "deux fois")),
        (csv_of("people,_uuid,FormVersion", f"1,{ONE},7"), (2, "FormVersion", "une autre version")),
        (csv_of("people,_uuid,SubmissionDate", f"1,{ONE},hier"), (2, "SubmissionDate", "pas une date")),
        (csv_of("people,_uuid,SubmissionDate", f"1,{ONE},2999-01-01"), (2, "SubmissionDate", "impossible")),
        (csv_of("people,_uuid", f"1,{ONE},2"), (2, "", "plus de colonnes")),
        ("", (0, "", "aucune réponse")),
        ("people,_uuid\n", (0, "", "aucune réponse")),
        ('people,_uuid\n"1,x', (2, "", "illisible")),
        (b"people\n\xff\xfe", (0, "", "UTF-8")),
    ],
)
def test_findings_say_row_column_and_what_is_wrong(
    version: FormVersion, content: bytes | str, found: tuple[int, str, str]
) -> None:
    row, column, words = found
    [(at, where, sentence)] = findings(version, content)
    assert (at, where) == (row, column)
    assert words in sentence


@pytest.mark.parametrize(
    ("name", "content", "words"),
    [
        ("a.json", b"{", "JSON est illisible"),
        ("a.json", b"[" * 100_000, "JSON est illisible"),
        ("a.json", b'{"a": 1}', "liste de réponses"),
        ("a.json", b"[1]", "liste de réponses"),
        ("a.json", json.dumps([{"_uuid": ONE, "people": {"a": 1}}]).encode(), "n’a pas cette question"),
        ("a.json", json.dumps([{"_uuid": ONE, "place": "ML07"}]).encode(), "n’a pas cette question"),
        ("a.zip", b"PK no", ".zip est illisible"),
        ("a.pdf", b"%PDF", "Apportez un .csv"),
    ],
)
def test_files_that_cannot_be_used_say_why(
    version: FormVersion, name: str, content: bytes, words: str
) -> None:
    [(_row, _column, sentence)] = findings(version, content, name)
    assert words in sentence


def test_a_zip_bomb_is_not_opened(version: FormVersion) -> None:
    buffer = BytesIO()
    with ZipFile(buffer, "w", 8) as archive:
        archive.writestr("a.csv", b"0" * (tables.MOST_OPENED + 1))
    assert "trop de données" in findings(version, buffer.getvalue(), "a.zip")[0][2]


def test_more_than_five_thousand_answers_come_in_several_files(version: FormVersion) -> None:
    lines = [f"1,{uuid4()}" for _ in range(tables.MOST_ROWS + 1)]
    assert "5\u00a0000" in findings(version, csv_of("people,_uuid", *lines))[0][2]


def test_answers_are_scored_as_if_they_had_been_given_here(
    cast: Cast, person: MakePerson, officer: Member
) -> None:
    someone = person()
    answers = {**CALM, "danger_now": "yes", "urgent": "yes"}
    content = json.dumps([{"_uuid": ONE, "person": str(someone.pk), **answers}])
    assert bring(officer, content, "a.json", "screening") == 1
    [result] = Result.objects.visible_to(everything)
    assert (result.band, result.flags) == ("immediate", ["immediate_danger"])
    assert kept()[0].subject_id == someone.pk
    wrong = json.dumps([{"_uuid": TWO, "person": str(someone.pk), **answers, "urgent": "no"}])
    with pytest.raises(NotImported) as refused:
        bring(officer, wrong, "a.json", "screening")
    assert refused.value.verdict.wrong[0].column == "urgent"


def test_a_form_about_a_person_needs_a_person_of_the_house(
    cast: Cast, person: MakePerson, officer: Member
) -> None:
    for who in ("", "x", str(uuid4())):
        with pytest.raises(NotImported) as refused:
            bring(
                officer,
                json.dumps([{"_uuid": ONE, "person": who, **CALM, "urgent": "no"}]),
                "a.json",
                "screening",
            )
        assert refused.value.verdict.wrong[0].column == "person"


def test_only_who_brings_registers_in_brings_answers_in(
    cast: Cast, version: FormVersion, officer: Member
) -> None:
    for who in (cast.fanta, cast.moussa, cast.awa, cast.node):
        with pytest.raises(Refused):
            bring(who, FILES["central.csv"])
    with pytest.raises(StepUpNeeded):
        actions.import_answers(
            officer(), form="visit", number="1", name="a.csv", content=FILES["central.csv"]
        )
    assert bring(cast.boubacar, FILES["central.csv"]) == 2
    with pytest.raises(NotFound):
        bring(officer, FILES["central.csv"], number="9")


def test_answers_stay_with_their_version(version: FormVersion, officer: Member) -> None:
    publish(SECOND)
    bring(officer, csv_of("water,_uuid", f"1.5,{ONE}"))
    with pytest.raises(NotImported):
        bring(officer, csv_of("water,_uuid", f"1.5,{TWO}"), number="2")
    assert [answer.form_version.number for answer in kept()] == ["1"]


def test_the_page_checks_first_and_keeps_when_told(version: FormVersion, officer: Member) -> None:
    client = browser(officer)
    assert client.get("/forms/visit/data/import/").status_code == 200

    def send(content: bytes, **more: str) -> Any:
        file = SimpleUploadedFile("visites.csv", content)
        return client.post("/forms/visit/data/import/", {"number": "1", "file": file, **more})

    checked = send(FILES["central.csv"])
    assert "Nouvelles réponses\u00a0: 2. Déjà là\u00a0: 0." in checked.content.decode()
    assert kept() == []
    wrong = send(FILES["central.csv"].replace(b"ML08", b"ML99"), keep="on")
    assert wrong.status_code == 422
    assert "n’a pas cette réponse" in wrong.content.decode()
    assert kept() == []
    assert "2 réponses ont été importées" in send(FILES["central.csv"], keep="on").content.decode()
    assert len(kept()) == 2


SHAPE = convert(SOURCE).shape


@settings(max_examples=150, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(st.binary(max_size=400), st.sampled_from(["a.csv", "a.json", "a.zip"]))
def test_no_file_breaks_the_reader(content: bytes, name: str) -> None:
    with suppress(Unusable):
        incoming.read(name, content, SHAPE)


said = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False) | st.text(max_size=8),
    lambda inner: (
        st.lists(inner, max_size=3)
        | st.dictionaries(
            st.sampled_from(["place", "region", "where", "household", "kind", "coordinates", "meta", "a/b"]),
            inner,
            max_size=4,
        )
    ),
    max_leaves=12,
)


@settings(max_examples=200, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(st.lists(said, max_size=3))
def test_no_json_breaks_the_reader(records: list[Any]) -> None:
    with suppress(Unusable):
        incoming.read("a.json", json.dumps(records).encode(), SHAPE)
