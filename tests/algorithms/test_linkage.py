from importlib.util import find_spec
from pathlib import Path
from random import Random

import pytest

from jatigi.algorithms.linkage import Columns, NotEncrypted, Scratch, columns, on_duckdb, on_spark
from jatigi.algorithms.matching import Birth, Record
from jatigi.project.commands import match

needs_splink = pytest.mark.skipif(
    find_spec("splink") is None, reason="Splink is not installed: ./run bench matching --install"
)
needs_spark = pytest.mark.skipif(
    find_spec("pyspark") is None, reason="Spark is not installed: ./run bench matching --install"
)

GIVEN = "Moussa Mamadou Amadou Ibrahima Oumar Adama Souleymane Boubacar Modibo Bakary Fatoumata Aminata Mariam Kadiatou Awa".split()
FAMILY = (
    "Traoré Coulibaly Keïta Diarra Konaté Camara Koné Touré Cissé Dembélé Diallo Bah Barry Sow Sidibé".split()
)


def person(random: Random) -> Record:
    return Record(
        names=(f"{random.choice(GIVEN)}{random.choice(('', '', ' Lamine'))} {random.choice(FAMILY)}",),
        sex=random.choice(("male", "female", None)),
        birth=Birth(random.randrange(1950, 2020)),
        mother=random.choice((*GIVEN, "")),
        phones=(f"+223 {random.randrange(60_000_000, 99_999_999)}",),
        nationalities=(random.choice(("MLI", "GIN", "NER")),),
        origin=random.choice(("Kayes", "Gao", "Labé", "")),
    )


def a_thousand_people() -> Columns:
    random = Random(4)
    once = [person(random) for _ in range(850)]
    again = [
        Record(names=each.names[::-1], sex=each.sex, birth=each.birth, mother=each.mother, phones=each.phones)
        for each in random.sample(once, 150)
    ]
    return columns((f"{number:04}", record) for number, record in enumerate([*once, *again]))


def test_two_spellings_of_a_person_have_the_same_keys() -> None:
    french = Record(names=("Mahamadou Coulibaly",), mother="Aïssata Touré", phones=("+223 76 12 34 56",))
    english = Record(names=("Mamadu Kulibali",), mother="Aissata", phones=("76123456",))
    keys = columns([("a", french), ("b", english)])
    for name in ("given", "family", "words", "mother", "phone"):
        assert keys[name][0] == keys[name][1] is not None


def test_a_name_in_one_field_is_divided_before_its_last_word() -> None:
    keys = columns([("a", Record(names=("Oumar Traoré",))), ("b", Record(names=("Oumar", "Traoré")))])
    assert keys["given"][0] == keys["given"][1]
    assert keys["family"][0] == keys["family"][1]


def test_what_is_not_known_is_no_key() -> None:
    keys = columns([("a", Record(names=("Oumar",)))])
    assert {name: values[0] for name, values in keys.items() if values[0] is not None}.keys() == {
        "unique_id",
        "words",
        "given",
    }


def test_a_disk_that_nobody_declared_encrypted_is_refused(tmp_path: Path) -> None:
    with pytest.raises(NotEncrypted), Scratch(tmp_path).opened():
        pass
    assert list(tmp_path.iterdir()) == []


def test_a_declared_folder_is_ours_alone_and_gone_afterwards(tmp_path: Path) -> None:
    environment = {"JATIGI_LINKAGE_SCRATCH": str(tmp_path), "JATIGI_LINKAGE_SCRATCH_ENCRYPTED": "yes"}
    with Scratch.from_environment(environment).opened() as folder:
        assert folder.parent == tmp_path
        assert folder.stat().st_mode & 0o077 == 0
    assert list(tmp_path.iterdir()) == []


def test_only_yes_declares_a_disk_encrypted(tmp_path: Path) -> None:
    assert not Scratch.from_environment(
        {"JATIGI_LINKAGE_SCRATCH": str(tmp_path), "JATIGI_LINKAGE_SCRATCH_ENCRYPTED": "no"}
    ).encrypted


def test_spark_does_not_start_where_nothing_is_encrypted(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    with pytest.raises(NotEncrypted):
        on_spark(a_thousand_people(), Scratch(tmp_path))
    monkeypatch.delenv("JATIGI_LINKAGE_SPARK_SECRET", raising=False)
    with pytest.raises(NotEncrypted):
        on_spark(a_thousand_people(), Scratch(tmp_path, encrypted=True), master="spark://elsewhere:7077")


@needs_splink
def test_splink_finds_most_people_written_twice() -> None:
    found = {(pair.one, pair.other) for pair in on_duckdb(a_thousand_people()).pairs}
    second = {other for _, other in found if other >= "0850"}
    assert len(second) > 120


@needs_splink
@needs_spark
@pytest.mark.slow
def test_duckdb_and_spark_find_the_same_pairs(monkeypatch: pytest.MonkeyPatch) -> None:
    table = a_thousand_people()
    here, there = on_duckdb(table), on_spark(table, Scratch(), memory="1g")
    assert here.compared == there.compared > 0
    assert [pair[:2] for pair in here.pairs] == [pair[:2] for pair in there.pairs]
    assert [pair.probability for pair in here.pairs] == pytest.approx(
        [pair.probability for pair in there.pairs]
    )


def test_the_command_links_two_lists_with_our_own_engine(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    head = "id,given_names,family_names,sex,birth_year,nationality,mother,father,phone,place\n"
    one, other = tmp_path / "one.csv", tmp_path / "other.csv"
    one.write_text(
        head + "a,Mahamadou,Coulibaly,M,1990,MLI,Fanta,,76123456,Kayes\nb,Awa,Cissé,F,1985,MLI,,,,\n",
        encoding="utf-8",
    )
    lines = [
        f"{name},Mamadu,Kulibali,M,199{year},MLI,Fanta,,+22376123456,Kayes" for year, name in enumerate("cd")
    ]
    other.write_text(head + "\n".join(lines), encoding="utf-8")
    command = ["link", "--people", str(one), "--against", str(other)]
    assert match.run([*command, "--one-to-one"]) == 0
    printed = capsys.readouterr().out.splitlines()
    assert [line.rsplit(",", 1)[0] for line in printed] == ["one,other", "a,c"]
    assert match.run([*command, "--least", "0.01"]) == 0
    assert {line.rsplit(",", 1)[0] for line in capsys.readouterr().out.splitlines()[1:]} == {"a,c", "a,d"}


@needs_splink
def test_the_command_prints_pairs_of_ids_and_no_name(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    head = "id,given_names,family_names,sex,birth_year,nationality,mother,father,phone,place"
    random = Random(5)
    lines = [
        f"n{number},{random.choice(GIVEN)},{random.choice(FAMILY)},M,{random.randrange(1950, 2020)},MLI,{random.choice(GIVEN)},,7{number:07},Gao"
        for number in range(300)
    ]
    file = tmp_path / "people.csv"
    file.write_text(
        "\n".join([head, *lines, *(line.replace("n", "again", 1) for line in lines[:40])]), encoding="utf-8"
    )
    assert match.run(["link", "--people", str(file), "--with", "duckdb"]) == 0
    printed = capsys.readouterr().out.splitlines()
    assert printed[0] == "one,other,probability"
    assert not any(name in line for name in (*GIVEN, *FAMILY) for line in printed)


def test_the_command_says_what_is_missing(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr("jatigi.project.commands.match_link.find_spec", lambda _package: None)
    assert match.run(["link", "--people", "nobody.csv", "--with", "spark"]) == 2
    assert "requirements-linkage.lock" in capsys.readouterr().err
