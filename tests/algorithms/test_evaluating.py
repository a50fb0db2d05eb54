"""`match evaluate`: files as they come are read, or refused in a sentence that says where; never a traceback."""

import json
from pathlib import Path

import pytest

from jatigi.algorithms.matching.evaluation import COLUMNS
from jatigi.project.commands.match import run

PEOPLE = (
    ",".join(COLUMNS) + "\na,Moussa,Traoré,M,1987,MLI,Fanta,Ali,70112233,Gao\nb,Awa,Diallo,F,1990,GIN,,,,\n"
)
QUERIES = (
    ",".join(COLUMNS)
    + ",true_id\nq,Musa,Traore,male,1987.0,ML,,,+223 70 11 22 33,,a\nr,Koffi,Mensah,1,,,,,,,\n"
)


def told(
    folder: Path, capsys: pytest.CaptureFixture[str], people: str | bytes, queries: str | bytes
) -> tuple[int, str, str]:
    for name, content in (("P.csv", people), ("Q.csv", queries)):
        (folder / name).write_bytes(content if isinstance(content, bytes) else content.encode())
    files = ["--people", str(folder / "P.csv"), "--queries", str(folder / "Q.csv")]
    code = run(["evaluate", *files, "--json"])
    said = capsys.readouterr()
    return code, said.out, said.err


@pytest.mark.parametrize(
    ("people", "queries"),
    [
        (PEOPLE, QUERIES),
        ("\ufeff" + PEOPLE, "\ufeff" + QUERIES),
        (PEOPLE.replace(",", ";"), QUERIES.replace(",", "\t")),
        (PEOPLE.replace("\n", "\r\n"), QUERIES.replace("\n", "\r")),
        (PEOPLE.replace("MLI", "Malienne"), QUERIES.replace(",ML,", ",Mali,")),
        (PEOPLE.replace("1987", "~1985").replace("1990", "0"), QUERIES.replace("1987.0", "0")),
        (PEOPLE.replace("Gao\n", "Gao,,\n"), QUERIES),
        (PEOPLE.replace("\na,", "\n17,"), QUERIES.replace(",a\n", ",17.0\n")),
        (PEOPLE.replace("Fanta", "nan"), QUERIES.replace("male", "Homme")),
        (PEOPLE.replace(PEOPLE[: PEOPLE.index("\n")], ",".join(COLUMNS).upper()), QUERIES),
    ],
)
def test_a_list_is_read_however_it_was_saved(
    people: str, queries: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    code, out, err = told(tmp_path, capsys, people, queries)
    figures = json.loads(out)
    assert (code, err) == (0, "")
    assert (figures["people"], figures["present"], figures["absent"]) == (2, 1, 1)
    assert figures["recall_at_1"] == 1.0


@pytest.mark.parametrize(
    ("people", "queries", "sentence"),
    [
        ("", QUERIES, "P.csv est vide"),
        (PEOPLE, "", "Q.csv est vide"),
        (PEOPLE.encode("latin-1"), QUERIES, "P.csv n’est pas un texte en UTF-8"),
        (PEOPLE.replace("given_names", "prenom"), QUERIES, "P.csv, il manque ces colonnes : given_names"),
        (PEOPLE, QUERIES.replace(",true_id", ""), "Q.csv, il manque ces colonnes : true_id"),
        (PEOPLE.replace("\nb,", "\na,"), QUERIES, "P.csv, ligne 3 : l’identifiant « a »"),
        (PEOPLE.replace("\nb,", "\n,"), QUERIES, "P.csv, ligne 3 : il manque l’identifiant"),
        (PEOPLE, QUERIES.replace(",a\n", ",z\n"), "Q.csv, ligne 2 : « z »"),
        (PEOPLE.replace("Gao\n", "Gao,x\n"), QUERIES, "P.csv, ligne 2 : 11 cellules"),
        (PEOPLE.replace("Moussa", '"Moussa" x'), QUERIES, "P.csv n’est pas un CSV correct, ligne 2"),
        (PEOPLE.replace("Moussa", '"Moussa'), QUERIES, "P.csv n’est pas un CSV correct, ligne 3"),
    ],
)
def test_what_cannot_be_read_is_refused_in_a_sentence(
    people: str | bytes,
    queries: str | bytes,
    sentence: str,
    tmp_path: Path,
    capsys: pytest.CaptureFixture[str],
) -> None:
    code, out, err = told(tmp_path, capsys, people, queries)
    assert (code, out) == (2, "")
    assert sentence in err
    assert err.count("\n") == 1


def test_cells_that_cannot_be_read_are_remarked_on_and_taken_for_unknown(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    code, out, err = told(
        tmp_path, capsys, PEOPLE, QUERIES.replace("1987.0", "~30").replace(",1,,", ",zzz,,")
    )
    assert code == 0
    assert json.loads(out)["recall_at_1"] == 1.0
    assert err.splitlines() == [
        "Fichier Q.csv, ligne 2, colonne birth_year : « ~30 » n’est pas une année de naissance ; tenu pour inconnu.",
        "Fichier Q.csv, ligne 3, colonne sex : « zzz » n’est pas un sexe (M ou F) ; tenu pour inconnu.",
    ]


def test_many_cells_that_cannot_be_read_are_counted(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    rows = "".join(f"p{number},Ali,Ba,M,~30,,,,,\n" for number in range(9))
    code, _, err = told(tmp_path, capsys, PEOPLE + rows, QUERIES)
    assert code == 0
    assert len(err.splitlines()) == 6
    assert err.splitlines()[-1] == "Fichier P.csv, colonne birth_year : 9 cellules tenues pour inconnues."
