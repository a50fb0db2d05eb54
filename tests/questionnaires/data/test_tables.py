"""Answers as tables: what stands in the cells of .xlsx and .csv."""

import csv
from io import BytesIO, StringIO
from typing import Any
from zipfile import ZipFile

import pytest
from openpyxl import load_workbook

from jatigi.kernel import sheets
from jatigi.kernel.access import Purpose
from jatigi.kernel.sheets import Sheet
from jatigi.questionnaires import actions
from jatigi.questionnaires.data import exporting
from jatigi.questionnaires.data.columns import tables
from jatigi.questionnaires.data.languages import languages_of
from jatigi.questionnaires.data.rows import Options
from jatigi.questionnaires.models import Form, FormVersion
from tests.cast import Cast, Member
from tests.questionnaires.conftest import new_instance
from tests.questionnaires.data.conftest import SECOND, SOURCE, Visit, publish
from tests.questionnaires.instruments.conftest import instance

GAO = {"place": {"region": "ML07"}, "needs": "food bed", "people": "4", "water": "1.5", "on": "2026-11-01"}
FAMILIES = {
    "household": [
        {"kind": "A", "member": [{"age": "30"}, {"age": "4"}]},
        {"kind": "B"},
        {"kind": "C", "member": [{"age": "60"}]},
    ]
}

Table = list[list[Any]]


def exported(access: Any, options: Options | None = None, kind: str = "xlsx", code: str = "visit") -> bytes:
    buffer = BytesIO()
    form = Form.objects.get(code=code)
    exporting.write(access, form, options or Options(), kind, buffer)
    return buffer.getvalue()


def sheets_of(content: bytes) -> dict[str, Table]:
    book = load_workbook(BytesIO(content))
    return {
        sheet.title: [list(row) for row in sheet.iter_rows(values_only=True)] for sheet in book.worksheets
    }


@pytest.fixture
def access(officer: Member) -> Any:
    return officer(Purpose.STATISTICS)


def test_labels_stand_in_the_chosen_language(visit: Visit, access: Any) -> None:
    visit(**GAO, remark="tout va bien")
    french = sheets_of(exported(access))["Réponses"]
    assert french[0][3:] == ["Région", "Besoins", "Personnes", "Eau", "Date", "Remarque"]
    assert french[1][3:] == ["Gao", "Repas, Lit", 4, 1.5, "2026-11-01", "tout va bien"]
    english = sheets_of(exported(access, Options(language="en")))["Answers"]
    assert english[0] == [
        "Number of the row",
        "Answered on",
        "Version",
        "Region",
        "Needs",
        "People",
        "Water",
        "Date",
        "Remark",
    ]
    assert english[1][4] == "Food, Bed"


def test_codes_stand_where_they_are_asked_for(visit: Visit, access: Any) -> None:
    visit(**GAO)
    table = sheets_of(exported(access, Options(labels=False)))["Réponses"]
    assert table[0][3:] == ["place/region", "needs", "people", "water", "on", "remark"]
    assert table[1][3:] == ["ML07", "food bed", 4, 1.5, "2026-11-01", None]


def test_several_answers_can_have_a_column_each(visit: Visit, access: Any) -> None:
    visit(needs="bed")
    visit(people="1")
    table = sheets_of(exported(access, Options(labels=False, split=True)))["Réponses"]
    assert table[0][4:6] == ["needs/food", "needs/bed"]
    assert [row[4:6] for row in table[1:]] == [[0, 1], [None, None]]


def test_hxl_tags_stand_under_the_headings(visit: Visit, access: Any) -> None:
    visit(**GAO)
    table = sheets_of(exported(access, Options(hxl=True)))["Réponses"]
    assert table[1] == [
        "#meta+id",
        "#date",
        None,
        "#adm1+code",
        "#inneed",
        "#inneed+ind",
        None,
        "#date",
        None,
    ]
    assert table[2][3] == "Gao"


def test_what_may_say_who_it_is_about_is_left_out_unless_asked_for(visit: Visit, access: Any) -> None:
    visit(name="Kanari", place={"region": "ML07", "where": "16.2 -0.05 0 0"})
    plain = exported(access)
    assert "Nom" not in sheets_of(plain)["Réponses"][0]
    assert "Kanari" not in str(sheets_of(plain))
    assert "16.2" not in str(sheets_of(plain))
    whole = sheets_of(exported(access, Options(personal=True)))["Réponses"]
    assert whole[0][3] == "Personne"
    assert {"Nom", "Où"} <= set(whole[0])
    assert "Kanari" in whole[1]


AS_AGENCIES_WRITE = """\
| survey | | | | |
|---|---|---|---|---|
| | type | name | label | calculation |
| | text | chief | Chef de ménage | |
| | phonenumber | device_phone | | |
| | integer | size | Taille | |
| | select_one yn | roof | Toit | |
| | select_one_from_file cases.csv | case | Dossier | |
| | calculate | greeting | | concat('Famille de ', ${chief}) |
| | calculate | louder | | concat(${greeting}, '!') |
| | calculate | double | | ${size} * 2 |
| choices | | | |
| | list_name | name | label |
| | yn | yes | Oui |
| | yn | no | Non |
| settings | | | |
| | form_id | form_title | version |
| | roofs | Toits | 1 |
"""


def test_a_form_without_any_mark_gives_no_name_away(version: FormVersion) -> None:
    [table] = tables([publish(AS_AGENCIES_WRITE)], personal=False)
    assert list(table.columns) == ["size", "roof", "double"]
    [whole] = tables([publish(AS_AGENCIES_WRITE.replace("| Toits | 1 |", "| Toits | 2 |"))], personal=True)
    assert {"chief", "device_phone", "case", "greeting", "louder"} < set(whole.columns)


def test_a_registration_is_exported_without_what_says_who_registered(forms: None) -> None:
    versions = FormVersion.objects.filter(form__code="registration_collect")
    kept = {code for table in tables(versions, personal=False) for code in table.columns}
    hidden = {
        "witness", "guardian_name", "reason", "person/given", "person/family", "person/phone", "person/birth_year",
    }  # fmt: skip
    assert not kept & hidden
    assert {"age_group", "sex", "person/nationality"} <= kept
    assert hidden <= {code for table in tables(versions, personal=True) for code in table.columns}


def test_labels_stand_in_any_language_of_the_form(cast: Cast, version: FormVersion, access: Any) -> None:
    source = SOURCE.replace("English (en)", "العربية (ar)").replace("Food", "طعام")
    publish(source.replace("| visit | Visite |", "| arabic | Visite |").replace("People", "أشخاص"))
    form = Form.objects.get(code="arabic")
    assert list(languages_of(form)) == ["fr", "en", "ar"]
    actions.submit(cast.awa(), form="arabic", xml=instance("arabic", {"needs": "food", "people": "3"}))
    table = sheets_of(exported(access, Options(language="ar"), code="arabic"))["Réponses"]
    assert (table[0][5], table[1][4]) == ("أشخاص", "طعام")


def test_each_level_of_repetition_is_a_table_that_says_where_it_belongs(visit: Visit, access: Any) -> None:
    visit(people="1")
    visit(**FAMILIES)
    visit(household=[{"kind": "D", "member": [{"age": "7"}]}])
    found = sheets_of(exported(access))
    assert list(found) == ["Réponses", "Ménage", "Membre"]
    assert found["Ménage"] == [
        ["Numéro", "Numéro de la ligne d’origine", "Genre"],
        [1, 2, "A"], [2, 2, "B"], [3, 2, "C"], [4, 3, "D"],
    ]  # fmt: skip
    assert found["Membre"][1:] == [[1, 1, 30], [2, 1, 4], [3, 3, 60], [4, 4, 7]]


def test_the_columns_of_all_versions_are_united(visit: Visit, access: Any) -> None:
    visit(**GAO, remark="un")
    publish(SECOND)
    visit("2", needs="care", remark="deux")
    table = sheets_of(exported(access, Options(split=True)))["Réponses"]
    assert table[0][2:] == [
        "Version", "Région", "Besoins – Repas", "Besoins – Lit", "Besoins – Soins", "Personnes", "Eau", "Date",
        "Observation",
    ]  # fmt: skip
    assert [row[2] for row in table[1:]] == ["1", "2"]
    assert [row[-1] for row in table[1:]] == ["un", "deux"]


def test_of_corrected_answers_the_last_stands_there(cast: Cast, visit: Visit, access: Any) -> None:
    first = new_instance()
    visit(id=first, remark="faux")
    xml = instance("visit", {"remark": "juste"}).replace(
        "</instanceID>", f"</instanceID><deprecatedID>{first}</deprecatedID>"
    )
    actions.submit(cast.moussa(), form="visit", xml=xml)
    assert [row[-1] for row in sheets_of(exported(access))["Réponses"][1:]] == ["juste"]


FORMULAS = ["=1+1", "+223 76", "-1+1", "@SUM(A1)", '=HYPERLINK("http://x")', "-2+3+cmd|' /C calc'!A0"]
HIDDEN = ["\t=1+1", "\r=1+1", "  =1+1", "\u00a0=1+1", "\uff1d1+1", "\uff20x"]


@pytest.mark.parametrize("text", FORMULAS)
@pytest.mark.parametrize("kind", ["xlsx", "zip"])
def test_no_cell_is_taken_for_a_formula(visit: Visit, access: Any, text: str, kind: str) -> None:
    visit(remark=text)
    content = exported(access, kind="xlsx" if kind == "xlsx" else "csv")
    if kind == "xlsx":
        cell = sheets_of(content)["Réponses"][1][-1]
    else:
        cell = tables_of(content)["1-reponses.csv"][1][-1]
    assert cell == f"'{text}"


@pytest.mark.parametrize("text", [*FORMULAS, *HIDDEN])
def test_a_formula_behind_blanks_or_in_wide_signs_is_none_either(text: str) -> None:
    assert sheets.safe(text) == f"'{text}"
    assert sheets.safe_line(text).startswith("'")


@pytest.mark.parametrize(
    ("text", "written"),
    [
        ("oui;=1+1", "oui;'=1+1"),
        ("a\n=1+1", "a\n'=1+1"),
        ("a\t@x", "a\t'@x"),
        ('a; "=1+1"', 'a;\' "=1+1"'),
        ("a; b, c - d = e", "a; b, c - d = e"),
    ],
)
def test_a_spreadsheet_that_splits_at_semicolons_finds_no_formula_either(text: str, written: str) -> None:
    assert sheets.safe_line(text) == written


def test_headings_and_choices_are_no_formulas_either(cast: Cast, version: FormVersion, access: Any) -> None:
    source = SOURCE.replace("| visit | Visite |", "| bad | Visite |").replace("Repas | Food", "=1+1 | Food")
    publish(source.replace("Personnes | People", "@SUM(A1) | People"))
    actions.submit(cast.awa(), form="bad", xml=instance("bad", {"needs": "food", "people": "3"}))
    table = sheets_of(exported(access, code="bad"))["Réponses"]
    assert table[0][5] == "'@SUM(A1)"
    assert table[1][4] == "'=1+1"


@pytest.mark.parametrize("text", ["-5", "12", "3.50", "-0.5"])
def test_a_number_stays_a_number(text: str) -> None:
    assert sheets.safe(text) == text


def tables_of(content: bytes) -> dict[str, Table]:
    with ZipFile(BytesIO(content)) as archive:
        return {
            name: list(csv.reader(StringIO(archive.read(name).decode("utf-8-sig"))))
            for name in archive.namelist()
        }


def test_csv_of_a_form_with_repetitions_is_a_zip(visit: Visit, access: Any) -> None:
    visit(**GAO, **FAMILIES)
    found = tables_of(exported(access, kind="csv"))
    assert list(found) == ["1-reponses.csv", "2-menage.csv", "3-membre.csv"]
    assert found["1-reponses.csv"][1][3:6] == ["Gao", "Repas, Lit", "4"]
    assert len(found["3-membre.csv"]) == 4


def test_csv_of_a_form_without_repetitions_opens_in_a_spreadsheet(
    cast: Cast, forms: None, access: Any
) -> None:
    content = exported(access, kind="csv", code="satisfaction")
    assert content.startswith("\ufeffNuméro,".encode())
    assert exporting.ending(Form.objects.get(code="satisfaction"), "csv") == "csv"


def test_texts_with_signs_and_controls_survive() -> None:
    rows = [["<&>\"'", "a\nb", " blank ", "x\x0bý", "", None, 2, 0.5, "é" * 40_000]]
    buffer = BytesIO()
    sheets.xlsx([Sheet("a/b:c", [["h"] * 9], rows)], buffer)
    [(title, table)] = sheets_of(buffer.getvalue()).items()
    assert title == "a b c"
    assert table[1][:8] == ["<&>\"'", "a\nb", " blank ", "xý", None, None, 2, 0.5]
    assert len(table[1][8]) == 32_767


def test_a_table_that_is_too_long_goes_on_in_a_further_sheet(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sheets, "MOST_ROWS", 4)
    buffer = BytesIO()
    sheets.xlsx([Sheet("Réponses", [["n"]], [[n] for n in range(7)])], buffer)
    found = sheets_of(buffer.getvalue())
    assert found == {
        "Réponses": [["n"], [0], [1], [2]],
        "Réponses 2": [["n"], [3], [4], [5]],
        "Réponses 3": [["n"], [6]],
    }


def test_nobody_exports_more_than_they_may_see(
    cast: Cast, visit: Visit, version: FormVersion, officer: Member
) -> None:
    visit(people="1")
    form = Form.objects.get(code="visit")
    for who, count in (
        (officer, 1),
        (cast.fanta, 1),
        (cast.boubacar, 0),
        (cast.lassana, 0),
        (cast.drissa, 0),
    ):
        assert exporting.write(who(Purpose.STATISTICS), form, Options(), "xlsx", BytesIO()) == count
    assert exporting.write(officer(Purpose.CASE_MANAGEMENT), form, Options(), "xlsx", BytesIO()) == 0
