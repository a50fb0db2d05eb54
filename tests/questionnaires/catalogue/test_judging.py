"""What is said of the forms that people really bring: the sentence, and the cell where it belongs."""

import json
import subprocess
from pathlib import Path
from typing import Any

import pytest
from django.utils import translation

from jatigi.project.commands import forms as command
from jatigi.questionnaires import judging, shipped
from jatigi.questionnaires.judging import worker
from tests.questionnaires.catalogue.books import (
    CHOICES,
    SETTINGS,
    SURVEY,
    Rows,
    csv_of,
    large,
    old_workbook,
    with_row,
    xlsx,
    zip_of,
)  # fmt: skip

Q = SURVEY[0]


def plain(text: str) -> str:
    """Without the spaces of French typography that do not break."""
    return text.replace("\xa0", " ")


def row(*cells: Any) -> Rows:
    """A fifth row of the survey."""
    return with_row(*cells)


def survey(*rows: Any) -> dict[str, Any]:
    return {"survey": (Q, *rows)}


def found(name: str = "faim.xlsx", content: bytes | None = None, **changes: Any) -> list[tuple[Any, ...]]:
    """(sheet, row, column, sentence in French, "!" for an error) in the process itself, without ODK Validate."""
    from jatigi.questionnaires.judging.findings import Finding
    from jatigi.questionnaires.judging.sentences import sentence

    answer = worker.examine(name, xlsx(**changes) if content is None else content, {})
    with translation.override("fr"):
        return [
            (f["sheet"], f["row"], f["column"], plain(sentence(Finding(**f))), "?" if f["warning"] else "!")
            for f in answer["findings"]
        ]


LABELS = ("A", "A")
FR = "label::Français (fr)"

MET: dict[str, tuple[dict[str, Any], tuple[Any, ...]]] = {
    "a name twice": (
        {"survey": row("text", "nom", *LABELS)},
        ("survey", 5, "name", "Le nom « nom » est déjà employé à la ligne 2.", "!"),
    ),
    "a name with a blank": (
        {"survey": row("text", "âge de l’enfant", *LABELS)},
        ("survey", 5, "name", "Le nom « âge de l’enfant » contient une espace ou un signe interdit. Écrivez par exemple « age_de_lenfant ».", "!"),
    ),
    "a name with an accent": (
        {"survey": row("text", "prénom", *LABELS)},
        ("survey", 5, "name", "Le nom « prénom » porte un accent. Certains outils ne le lisent pas : écrivez plutôt « prenom ».", "?"),
    ),
    "a reserved name": (
        {"survey": row("text", "meta", *LABELS)},
        ("survey", 5, "name", "Le nom « meta » est réservé. Choisissez-en un autre.", "!"),
    ),
    "no name": (
        {"survey": row("text", "", *LABELS)},
        ("survey", 5, "name", "La question n’a pas de nom.", "!"),
    ),
    "no type": (
        {"survey": row("", "b", *LABELS)},
        ("survey", 5, "type", "Cette ligne n’a pas de type.", "!"),
    ),
    "a type with a slip": (
        {"survey": row("integr", "b", *LABELS)},
        ("survey", 5, "type", "Le type « integr » n’existe pas. Voulez-vous dire « integer » ?", "!"),
    ),
    "a type in French": (
        {"survey": row("texte", "b", *LABELS)},
        ("survey", 5, "type", "Le type « texte » n’existe pas. Voulez-vous dire « text » ?", "!"),
    ),
    "a type that is none": (
        {"survey": row("xyzzy", "b", *LABELS)},
        ("survey", 5, "type", "Le type « xyzzy » n’existe pas.", "!"),
    ),
    "a list that is not there": (
        {"survey": row("select_one villes", "b", *LABELS)},
        ("survey", 5, "type", "La liste « villes » n’existe pas dans la feuille « choices ».", "!"),
    ),
    "a list with a slip": (
        {"survey": row("select_one ouinon", "b", *LABELS)},
        ("survey", 5, "type", "La liste « ouinon » n’existe pas dans la feuille « choices ». Voulez-vous dire « oui_non » ?", "!"),
    ),
    "a choice without its list": (
        {"survey": row("select_one", "b", *LABELS)},
        ("survey", 5, "type", "Dites après « select_one » de quelle liste viennent les choix, comme dans « select_one oui_non ».", "!"),
    ),
    "a choice twice": (
        {"choices": with_row("oui_non", "oui", "Oui", "Yes", rows=CHOICES)},
        ("choices", 4, "name", "Le choix « oui » de la liste « oui_non » figure déjà à la ligne 2.", "!"),
    ),
    "a choice without a name": (
        {"choices": with_row("oui_non", "", "Oui", "Yes", rows=CHOICES)},
        ("choices", 4, "name", "Un choix de la liste « oui_non » n’a pas de nom.", "!"),
    ),
    "a choice of several with a blank": (
        {
            "survey": row("select_multiple oui_non", "b", *LABELS),
            "choices": with_row("oui_non", "peut être", "Peut-être", "Perhaps", rows=CHOICES),
        },
        ("choices", 4, "name", "Le choix « peut être » de la liste « oui_non » contient une espace dans son nom. Écrivez « peut_etre ».", "!"),
    ),
    "no survey": (
        {"survey": None, "sondage": SURVEY},
        ("survey", None, "", "La feuille « survey » manque.", "!"),
    ),
    "a survey with a slip": (
        {"survey": None, "surveys": SURVEY},
        ("survey", None, "", "La feuille « survey » manque. Est-ce celle qui s’appelle « surveys » ?", "!"),
    ),
    "no choices": (
        {"choices": None},
        ("choices", None, "", "La feuille « choices » manque.", "!"),
    ),
    "an empty survey": (
        {"survey": (Q,)},
        ("survey", None, "", "La feuille « survey » n’a aucune question.", "!"),
    ),
    "no column of types": (
        {"survey": (("genre", "name", "label"), ("text", "a", "A"))},
        ("survey", 1, "type", "La colonne « type » manque.", "!"),
    ),
    "no column of names": (
        {"survey": (("type", "label"), ("text", "A"))},
        ("survey", 1, "name", "La colonne « name » manque.", "!"),
    ),
    "no column of lists": (
        {"choices": (("liste", "name", "label"), ("oui_non", "oui", "Oui"))},
        ("choices", 1, "list_name", "La colonne « list_name » manque.", "!"),
    ),
    "a column twice": (
        {"survey": (("type", "name", "label", "label"), ("text", "a", "A", "B"))},
        ("survey", 1, "label", "La colonne « label » figure deux fois.", "!"),
    ),
    "a question that is not there": (
        {"survey": row("text", "b", *LABELS, "${ville} = '1'")},
        ("survey", 5, "relevant", "Aucune question ne s’appelle « ville ».", "!"),
    ),
    "a question with a slip": (
        {"survey": row("text", "b", *LABELS, "${fain} = 'oui'")},
        ("survey", 5, "relevant", "Aucune question ne s’appelle « fain ». Voulez-vous dire « faim » ?", "!"),
    ),
    "a reference in a label": (
        {"survey": row("note", "b", "Bonjour ${personne}", "Hello")},
        ("survey", 5, FR, "Aucune question ne s’appelle « personne ».", "!"),
    ),
    "a reference without its brace": (
        {"survey": row("text", "b", *LABELS, "${faim = 'oui'")},
        ("survey", 5, "relevant", "Une accolade fermante manque : « ${faim = 'oui' ».", "!"),
    ),
    "a function that is not there": (
        {"survey": row("calculate", "b", "", "", "", "mystere(${jours})")},
        ("survey", 5, "calculation", "La fonction « mystere » n’existe pas.", "!"),
    ),
    "a function of Excel": (
        {"survey": row("calculate", "b", "", "", "", "SI(${jours} > 3, 1, 0)")},
        ("survey", 5, "calculation", "La fonction « SI » n’existe pas. Voulez-vous dire « if » ?", "!"),
    ),
    "a bracket too few": (
        {"survey": row("calculate", "b", "", "", "", "(${jours} + 1")},
        ("survey", 5, "calculation", "Une parenthèse ou un crochet manque ou est de trop : « ( ».", "!"),
    ),
    "a bracket too many": (
        {"survey": row("calculate", "b", "", "", "", "${jours} + 1)")},
        ("survey", 5, "calculation", "Une parenthèse ou un crochet manque ou est de trop : « ) ».", "!"),
    ),
    "a quotation mark that is open": (
        {"survey": row("text", "b", *LABELS, "${faim} = 'oui")},
        ("survey", 5, "relevant", "Un guillemet n’est pas fermé : 'oui", "!"),
    ),
    "an operator of programmers": (
        {"survey": row("text", "b", *LABELS, "${faim} == 'oui'")},
        ("survey", 5, "relevant", "« == » n’est pas un opérateur ici. Écrivez « = ».", "!"),
    ),
    "two values side by side": (
        {"survey": row("text", "b", *LABELS, "${faim} 'oui'")},
        ("survey", 5, "relevant", "Il manque un opérateur, comme =, + ou and, avant « 'oui' ».", "!"),
    ),
    "half a comparison": (
        {"survey": row("text", "b", *LABELS, "${faim} =")},
        ("survey", 5, "relevant", "Il manque quelque chose à côté de « = » : une question, un nombre ou un texte.", "!"),
    ),
    "a calculation without one": (
        {"survey": row("calculate", "b")},
        ("survey", 5, "calculation", "Une question de type « calculate » a besoin d’un calcul.", "!"),
    ),
    "conditions in a circle": (
        {"survey": (Q, ("text", "a", *LABELS, "${b} = '1'"), ("text", "b", *LABELS, "${c} = '1'"), ("text", "c", *LABELS, "${a} = '1'"))},
        ("survey", 2, "relevant", "« a » dépend d’elle-même : a → b → c → a. Retirez l’une de ces conditions ou l’un de ces calculs.", "!"),
    ),
    "calculations in a circle": (
        {"survey": (*SURVEY, ("calculate", "x", "", "", "", "${y} + 1"), ("calculate", "y", "", "", "", "${x} + 1"))},
        ("survey", 5, "calculation", "« x » dépend d’elle-même : x → y → x. Retirez l’une de ces conditions ou l’un de ces calculs.", "!"),
    ),
    "a group that asks what is inside it": (
        {"survey": (Q, ("begin_group", "g", *LABELS, "${a} = '1'"), ("text", "a", *LABELS), ("end_group",))},
        ("survey", 2, "relevant", "« g » dépend d’elle-même : g → a → g. Retirez l’une de ces conditions ou l’un de ces calculs.", "!"),
    ),
    "a group that is open": (
        {"survey": row("begin_group", "g", *LABELS)},
        ("survey", 5, "type", "Le groupe « g » commence ici et ne finit nulle part.", "!"),
    ),
    "a group that ends twice": (
        {"survey": row("end_group")},
        ("survey", 5, "type", "Un groupe ou une répétition finit ici sans avoir commencé.", "!"),
    ),
    "groups across each other": (
        {"survey": (*SURVEY, ("begin_group", "g", *LABELS), ("begin_repeat", "r", *LABELS), ("end_group",), ("end_repeat",))},
        ("survey", 7, "type", "« end_group » se trouve ici, et « r » de la ligne 6 est encore ouvert. Les groupes finissent dans l’ordre où ils s’emboîtent.", "!"),
    ),
    "no label": (
        {"survey": row("text", "b")},
        ("survey", 5, FR, "La question « b » n’a pas de libellé.", "!"),
    ),
    "no translation": (
        {"survey": row("text", "b", "B")},
        ("survey", 5, "label::English (en)", "Le texte manque en English (en).", "?"),
    ),
    "no column of a translation": (
        {"choices": tuple(cells[:3] for cells in CHOICES)},
        ("choices", 1, "label::English (en)", "Le formulaire parle English (en), mais la colonne « label » n’a pas de texte dans cette langue.", "?"),
    ),
    "an identifier with a blank": (
        {"settings": (SETTINGS[0], ("la faim", "La faim", "1", "Français (fr)"))},
        ("settings", 2, "form_id", "L’identifiant « la faim » contient un accent, une espace ou un signe. Ici, le formulaire s’appelle « la_faim ».", "?"),
    ),
}  # fmt: skip


@pytest.mark.parametrize("case", MET)
def test_people_read_what_is_wrong_and_where(case: str) -> None:
    changes, expected = MET[case]
    everything = found(**changes)
    assert expected in everything
    assert ("!" in {one[4] for one in everything}) == (expected[4] == "!")


def test_everything_wrong_is_said_at_once() -> None:
    said = found(survey=(*SURVEY, ("texte", "a b", *LABELS, "${x} == 1"), ("select_one y", "nom", *LABELS)))
    assert [(one[1], one[2]) for one in said if one[4] == "!"] == [
        (5, "type"), (5, "name"), (6, "type"), (6, "name"), (5, "relevant"), (5, "relevant"),
    ]  # fmt: skip


def test_a_form_that_is_right_is_said_to_be() -> None:
    judged = judging.judge("faim.xlsx", xlsx())
    assert (judged.ok, judged.errors, judged.warnings, judged.kind) == (True, (), (), ".xlsx")
    assert judged.shape is not None
    assert (judged.shape.code, judged.shape.version, judged.shape.title) == ("faim", "1", "La faim")
    assert judged.languages == ("Français (fr)", "English (en)")


# Files


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("faim.csv", csv_of().encode()),
        ("faim.csv", csv_of(";").encode()),
        ("faim.csv", b"\xef\xbb\xbf" + csv_of(";").encode()),
        ("FAIM.XLSX", xlsx()),
    ],
)
def test_every_way_to_keep_a_form_is_read(name: str, content: bytes) -> None:
    assert found(name, content) == []


def test_text_of_windows_is_read_and_told() -> None:
    told = found("faim.csv", csv_of(";").replace("’", "'").encode("cp1252"))
    assert [one[3] for one in told] == [
        "Le texte n’est pas en UTF-8 ; il a été lu comme un texte Windows. Vérifiez que les accents sont justes."
    ]


def test_a_workbook_under_another_name_is_read_as_what_it_is() -> None:
    told = found("faim.xls", xlsx())
    assert [one[3:] for one in told] == [
        ("Le fichier s’appelle .xls et c’est un .xlsx. Il a été lu pour ce qu’il est.", "?")
    ]
    renamed = found("faim.xlsx", old_workbook())
    assert renamed[0][3:] == (
        "Le fichier s’appelle .xlsx et c’est un .xls. Il a été lu pour ce qu’il est.",
        "?",
    )
    assert all(one[4] == "?" for one in renamed)


NO_FORMS: dict[str, tuple[bytes, str]] = {
    "nothing": (b"  \n", "Le fichier est vide."),
    "a PDF": (b"%PDF-1.7 and so on", "Ceci est un PDF. Un formulaire est un classeur : .xlsx, .xls ou .csv."),
    "a picture": (b"\x89PNG\r\n\x1a\n" + bytes(99), "Ce n’est pas un classeur. Un formulaire est un fichier .xlsx, .xls ou .csv."),
    "a page": (b"<html><table></table></html>", "Ceci est une page web, quel que soit son nom. Enregistrez-la en .xlsx, puis apportez-la."),
    "a document": (zip_of(word__document_xml=b"x", Content=b"y"), "Ceci est un document ou une présentation. Un formulaire est un classeur : .xlsx, .xls ou .csv."),
    "an archive": (zip_of(a=b"x"), "Ceci est une archive ZIP sans classeur."),
    "half a workbook": (xlsx()[:3000], "Le fichier est endommagé et ne s’ouvre pas. Enregistrez-le de nouveau en .xlsx, puis apportez-le."),
    "a password": (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + "EncryptedPackage".encode("utf-16-le"), "Le fichier est protégé par un mot de passe. Enregistrez-le sans mot de passe, puis apportez-le."),
    "a bomb": (zip_of(xl__workbook_xml=bytes(90 * 1024 * 1024)), "Décompressé, ce fichier dépasse 80 Mo. Aucun formulaire n’est si gros : il n’est pas ouvert."),
}  # fmt: skip


@pytest.mark.parametrize("case", NO_FORMS)
def test_what_is_no_form_is_told_so(case: str) -> None:
    content, sentence = NO_FORMS[case]
    if case == "a document":
        content = content.replace(b"word/document_xml", b"word/document.xml")
    if case == "a bomb":
        content = content.replace(b"xl/workbook_xml", b"xl/workbook.xml")
    assert [one[3] for one in found("formulaire.xlsx", content)] == [sentence]


def test_a_file_that_is_too_large_is_not_even_looked_at() -> None:
    with translation.override("fr"):
        judged = judging.judge("faim.xlsx", b"PK\x03\x04" + bytes(5 * 1024 * 1024))
    assert [plain(one["message"]) for one in judged.errors] == [
        "Le fichier est trop gros : 5 Mo au plus. Mettez les images et les longues listes à côté du formulaire."
    ]


def test_a_file_that_takes_all_it_gets_costs_its_own_process_and_nothing_else(monkeypatch: Any) -> None:
    monkeypatch.setattr(judging, "WAITS", 0.01)
    with translation.override("fr"):
        judged = judging.judge("faim.xlsx", xlsx())
    assert [plain(one["message"]) for one in judged.errors] == [
        "Convertir ce formulaire demande trop de temps ou de mémoire. Il n’est pas ouvert."
    ]


def test_the_worker_has_no_secret_of_the_node(monkeypatch: Any) -> None:
    seen: list[dict[str, str]] = []

    def run(*_arguments: Any, env: dict[str, str], **_rest: Any) -> Any:
        seen.append(env)
        raise subprocess.TimeoutExpired("worker", 1)

    monkeypatch.setattr(subprocess, "run", run)
    judging.judge("faim.xlsx", xlsx())
    assert set(seen[0]) == {"PYTHONPATH", "PATH", "PYTHONDONTWRITEBYTECODE"}


def test_a_form_of_600_kilobytes_is_usable() -> None:
    judged = judging.judge("long.xlsx", large(1_200))
    assert len(judged.xform) > 600_000
    assert (judged.ok, judged.errors) == (True, ())


def test_what_odk_validate_alone_finds_is_passed_on_in_a_frame() -> None:
    if not judging.validate.present():
        pytest.skip("no Java on this machine")
    with translation.override("fr"):
        judged = judging.judge("faim.xlsx", xlsx(survey=row("text", "b", *LABELS, "count(${faim}, 2) = 1")))
    assert judged.ok is False
    assert plain(judged.errors[0]["message"]).startswith("ODK Validate dit : ")


def test_the_shipped_forms_are_without_a_fault() -> None:
    for source in sorted(shipped.INSTRUMENTS.rglob("*.md")):
        assert [one for one in found(source.name, source.read_bytes()) if one[4] == "!"] == [], source.name


# Beside


def beside(files: dict[str, bytes], **changes: Any) -> list[str]:
    with translation.override("fr"):
        judged = judging.judge("faim.xlsx", xlsx(**changes), files)
    return [plain(one["message"]) for one in (*judged.errors, *judged.warnings)]


VILLAGES = survey(("select_one_from_file villages.csv", "village", *LABELS))


def test_a_list_beside_a_form_comes_with_it() -> None:
    assert beside({"villages.csv": b"name,label\nbourem,Bourem\n"}, **VILLAGES) == []


@pytest.mark.parametrize(
    ("files", "sentence"),
    [
        ({}, "Le formulaire demande le fichier « villages.csv », qui n’est pas venu avec lui."),
        ({"villages.csv": b"name;label\nb;B\n"}, "Les colonnes sont séparées par des points-virgules. Enregistrez la liste avec des virgules."),
        ({"villages.csv": b"\x89PNG\r\n\x1a\n"}, "Le fichier « villages.csv » n’est pas ce que dit son nom, ou d’un genre que les formulaires n’emploient pas."),
        ({"villages.csv": b"name,label\n", "x.svg": b"<svg/>"}, "Le fichier « x.svg » n’est pas ce que dit son nom, ou d’un genre que les formulaires n’emploient pas."),
        ({"villages.csv": b"name,label\n", "logo.png": b"\x89PNG\r\n\x1a\n"}, "Le formulaire ne demande pas le fichier « logo.png »."),
    ],
)  # fmt: skip
def test_files_beside_are_looked_at(files: dict[str, bytes], sentence: str) -> None:
    assert sentence in beside(files, **VILLAGES)


# The command


def test_the_command_gives_the_same_judgement(tmp_path: Path, capsys: Any) -> None:
    broken = tmp_path / "faim.xlsx"
    broken.write_bytes(xlsx(survey=row("text", "nom", *LABELS)))
    assert command.run(["check", str(broken), "--json"]) == 1
    told = json.loads(plain(capsys.readouterr().out))
    place = {"sheet": "survey", "row": 5, "column": "name"}
    assert told == {
        "ok": False,
        "errors": [{**place, "message": "Le nom « nom » est déjà employé à la ligne 2."}],
        "warnings": [],
    }
    assert command.run(["check", str(broken)]) == 1
    assert "[feuille survey, ligne 5, colonne name] Le nom « nom » est déjà employé" in plain(
        capsys.readouterr().out
    )


def test_the_command_is_content_with_a_form_that_is_right(tmp_path: Path, capsys: Any) -> None:
    right = tmp_path / "faim.xlsx"
    right.write_bytes(xlsx())
    assert command.run(["check", str(right), "--json"]) == 0
    assert json.loads(capsys.readouterr().out) == {"ok": True, "errors": [], "warnings": []}


def test_the_column_of_tags_that_kobo_has_stays_with_its_question() -> None:
    sheets = xlsx(
        survey=[
            [*SURVEY[0], "hxl"],
            *[[*one, *[""] * (len(SURVEY[0]) - len(one)), "#affected"] for one in SURVEY[1:]],
        ]
    )
    made = judging.judge("a.xlsx", sheets)
    assert made.errors == ()
    assert made.xform.count('hxl="#affected"') == 3
