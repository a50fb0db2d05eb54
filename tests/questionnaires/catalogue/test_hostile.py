"""Files that are made to do harm cost their own process some seconds, and nobody else waits for them without end."""

import io
import struct
import time
import zipfile
from resource import RUSAGE_CHILDREN, getrusage
from typing import Any

import pytest
from django.utils import translation

from jatigi.questionnaires import judging
from jatigi.questionnaires.judging.worker import SECONDS as SECONDS_OF_WORKER
from tests.questionnaires.catalogue.books import CHOICES, SURVEY, csv_of, large, with_row, xlsx

LAUGHS = "".join(f'<!ENTITY l{n} "{f"&l{n - 1};" * 10}">' for n in range(1, 12))
BOMB = f'<?xml version="1.0"?><!DOCTYPE sst [<!ENTITY l0 "lol">{LAUGHS}]>'
DAMAGED = "Le fichier est endommagé et ne s’ouvre pas. Enregistrez-le de nouveau en .xlsx, puis apportez-le."
SECONDS = 15.0
"""What a hostile file may take here, on a machine that does other things too; most take one."""


def told(name: str, content: bytes) -> list[str]:
    begun = time.monotonic()
    with translation.override("fr"):
        judged = judging.judge(name, content)
    assert time.monotonic() - begun < SECONDS
    assert not judged.ok
    return [one["message"].replace("\u00a0", " ") for one in judged.errors]


def changed(content: bytes, part: str, new: bytes) -> bytes:
    """A workbook with one of its parts replaced."""
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(content)) as old, zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as made:
        for name in old.namelist():
            made.writestr(name, new if name == part else old.read(name))
    return out.getvalue()


@pytest.mark.parametrize("part", ["xl/workbook.xml", "xl/worksheets/sheet1.xml"])
def test_a_billion_laughs_are_not_laughed(part: str) -> None:
    root = "workbook" if part == "xl/workbook.xml" else "worksheet"
    space = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
    xml = f'{BOMB}<{root} xmlns="{space}"><sheets>&l11;</sheets></{root}>'
    assert told("rire.xlsx", changed(xlsx(), part, xml.encode())) == [DAMAGED]


def test_a_workbook_that_lies_about_its_size_is_not_unpacked_beyond_it() -> None:
    part = "xl/worksheets/sheet1.xml"
    content = bytearray(changed(xlsx(), part, b" " * 60 * 1024 * 1024))
    for mark, place in ((b"PK\x03\x04", 22), (b"PK\x01\x02", 24)):
        header = content.rindex(
            mark, 0, content.rindex(part.encode()) + 1 if mark[2] == 1 else content.index(part.encode())
        )
        content[header + place : header + place + 4] = struct.pack("<I", 100)
    assert told("menteur.xlsx", bytes(content)) == [DAMAGED]


def test_a_hundred_thousand_choices_belong_beside_the_form() -> None:
    many = [("l", f"c{n}", "", "") for n in range(100_000)]
    assert told("listes.csv", csv_of(choices=(*CHOICES, *many)).encode()) == [
        "La feuille a plus de 25000 lignes. Mettez les longues listes dans un fichier .csv à côté du formulaire."
    ]


def test_a_thousand_groups_within_groups_are_too_deep() -> None:
    begun = [("begin group", f"g{n}", "G", "G") for n in range(1_000)]
    ended = [("end group", "", "", "") for _n in range(1_000)]
    survey = (*SURVEY, *begun, ("text", "z", "Z", "Z"), *ended)
    assert told("profond.xlsx", xlsx(survey=survey))[0] == "Les groupes sont emboîtés trop profondément."


def test_nine_thousand_brackets_are_too_deep() -> None:
    formula = "(" * 9_000 + "1" + ")" * 9_000
    assert told("crochets.xlsx", xlsx(survey=with_row("text", "z", "Z", "Z", formula))) == [
        "Des parenthèses sont emboîtées sur plus de 60 niveaux. Mettez une partie dans une question de type calculate."
    ]


def test_a_pattern_that_would_try_for_centuries_is_only_a_text_here() -> None:
    judged = judging.judge(
        "motif.xlsx", xlsx(survey=with_row("text", "z", "Z", "Z", "regex(${nom}, '(a+)+$')"))
    )
    assert judged.ok, judged.errors


def test_who_comes_third_is_asked_to_come_again(monkeypatch: Any) -> None:
    monkeypatch.setattr(judging, "PATIENCE", 0.01)
    taken = [judging._places.acquire() for _place in range(judging.AT_A_TIME)]
    try:
        assert told("faim.xlsx", xlsx()) == [
            "D’autres formulaires sont examinés en ce moment. Apportez celui-ci de nouveau dans une minute."
        ]
        assert judging.sheets_of(xlsx()) == {}
    finally:
        for _place in taken:
            judging._places.release()
    assert judging.judge("faim.xlsx", xlsx()).ok


def test_a_form_of_600_kilobytes_takes_a_third_of_what_it_may() -> None:
    before = getrusage(RUSAGE_CHILDREN)
    judged = judging.judge("long.xlsx", large(1_200))
    after = getrusage(RUSAGE_CHILDREN)
    assert judged.ok
    assert len(judged.xform) > 600_000
    assert after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime < SECONDS_OF_WORKER / 3
