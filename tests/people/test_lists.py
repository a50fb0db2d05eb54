"""A list of people becomes records: checked row by row first, then all of it or nothing, and the file is gone."""

import csv
from datetime import date, datetime, timedelta
from io import BytesIO, StringIO

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from openpyxl import Workbook, load_workbook

from jatigi.agencies.middleware import STEPPED_UP
from jatigi.agencies.models import Notification
from jatigi.kernel import clock, schedule
from jatigi.kernel.access import Role, service_access
from jatigi.kernel.errors import Conflict
from jatigi.kernel.models import JournalDetail
from jatigi.people import identity, rules, search
from jatigi.people.imports import columns, suspects, tasks, template
from jatigi.people.imports.lists import actions as lists
from jatigi.people.models import Import, ImportPart, Person
from jatigi.protection.models import LawfulBasis
from tests.cast import member
from tests.people.conftest import everything
from tests.people.test_imports import stepped_up
from tests.sign_in import signed_in

HEAD = ["Prénom", "Nom", "Sexe", "Date de naissance", "Nom de la mère", "Nationalité", "Téléphone"]
AWA = ["Awa", "Touré", "F", "12/03/1990", "Oumou Cissé", "Mali", "76 12 34 56"]
ALI = ["Ali", "Ag Mohamed", "M", "1985", "Fadimata", "malien", ""]
OPTIONS = {
    "site": "", "kind": "consent", "form": "paper", "language": "fr", "witness": "", "reason": "", "all_agreed": True,
}  # fmt: skip
kept = service_access("test", ["people.Import", "people.ImportPart", "protection.LawfulBasis"])


@pytest.fixture(autouse=True)
def engine():
    search.engine = search.InMemory()


@pytest.fixture
def boss(cast):
    return stepped_up(cast.boubacar())


def xlsx(*lines, head=HEAD):
    book = Workbook()
    for line in (head, *lines):
        book.worksheets[0].append(line)
    file = BytesIO()
    book.save(file)
    return file.getvalue()


def comma_separated(head, *lines):
    text = StringIO()
    csv.writer(text).writerows([head, *lines])
    return text.getvalue().encode()


def now_is(brought):
    return Import.objects.visible_to(kept).get(pk=brought.pk)


def checked(boss, content, kind="xlsx", **options):
    brought = lists.bring(boss, kind=kind, content=content, options={**OPTIONS, **options})
    tasks.check.func(str(brought.pk))
    return now_is(brought)


def written(boss, brought):
    lists.accept(boss, brought)
    tasks.write.func(str(brought.pk))
    return now_is(brought)


def counted(brought):
    return (brought.new, brought.same, brought.perhaps, brought.refused)


def people():
    return list(Person.objects.visible_to(everything).order_by("registered_at"))


def found(brought):
    """Row, column and sentence of everything that is wrong."""
    return [tuple(one[1:]) for one in brought.verdict["wrong"]]


def names():
    known = identity.of(everything, [person.pk for person in people()])
    return sorted(identity.display_name(one) for one in known.values())


def test_a_list_is_checked_without_writing_and_then_written(cast, gao, boss):
    brought = checked(boss, xlsx(AWA, ALI), site=str(gao.pk))
    assert (counted(brought), people()) == ((2, 0, 0, 0), [])
    done = written(boss, brought)
    assert done.state == "done"
    assert names() == ["Ali Ag Mohamed", "Awa Touré"]
    awa = next(person for person in people() if person.sex == "female")
    assert (awa.nationalities, awa.site_id, awa.age_group) == (["ML"], gao.pk, "18_59")
    known = identity.of(everything, [awa.pk])[awa.pk]
    assert known.birth == {"kind": "exact", "date": "1990-03-12"}
    assert known.parents["mother"] == "Oumou Cissé"
    assert [phone["safe_to_call"] for phone in known.phones] == [False]
    assert LawfulBasis.objects.visible_to(kept).filter(kind="consent", form="paper").count() == 2


def test_dates_are_read_as_spreadsheets_and_people_write_them(cast, boss):
    days = [
        datetime(1990, 3, 12),
        date(1990, 3, 12),
        "12/03/1990",
        "12-03-1990",
        "1990-03-12",
        "03/1990",
        1990,
        "1990",
    ]
    rows = [[f"Nom{chr(97 + n)}", "", "F", day, "", "", ""] for n, day in enumerate(days)]
    brought = checked(boss, xlsx(*rows))
    assert brought.verdict["wrong"] == []
    written(boss, brought)
    births = [one.birth for one in identity.of(everything, [p.pk for p in people()]).values()]
    exact, month, year = (
        {"kind": "exact", "date": "1990-03-12"}, {"kind": "year", "year": 1990, "month": 3}, {"kind": "year", "year": 1990},
    )  # fmt: skip
    assert [births.count(one) for one in (exact, month, year)] == [5, 1, 2]


@pytest.mark.parametrize(
    ("place", "value", "column", "sentence"),
    [
        (2, "peut-être", "Sexe", "réponse n’est pas connue ici"),
        (2, "", "Sexe", "Écrivez le sexe"),
        (3, "31/02/1990", "Date de naissance", "n’existe pas"),
        (3, "vers 1990", "Date de naissance", "31/12/1990"),
        (3, "", "Date de naissance", "inconnu"),
        (3, "12/03/2090", "Date de naissance", "futur"),
        (5, "Atlantide", "Nationalité", "pas dans la liste"),
        (6, "douze", "Téléphone", "6 à 15 chiffres"),
        (0, "1234", "Prénom", "au moins une lettre"),
    ],
)
def test_what_is_not_understood_is_refused_by_row_and_column(cast, boss, place, value, column, sentence):
    wrong = [*AWA]
    wrong[place] = value
    brought = checked(boss, xlsx(ALI, wrong))
    assert counted(brought) == (1, 0, 0, 1)
    [(row, where, said)] = found(brought)
    assert (row, where) == (3, column)
    assert sentence in said
    with pytest.raises(Conflict):
        lists.accept(boss, brought)
    assert people() == []


def test_everything_wrong_is_told_at_once(cast, boss):
    brought = checked(
        boss, xlsx(["Awa", "", "?", "hier", "", "", ""], ["Ali", "", "M", "1985", "", "Xx", ""])
    )
    assert [(row, column) for row, column, _said in found(brought)] == [
        (2, "Sexe"), (2, "Date de naissance"), (3, "Nationalité"),
    ]  # fmt: skip


def test_who_is_here_already_is_left_out_and_who_may_be_is_given_to_the_desk(cast, boss, register):
    register(name="Awa Touré", sex="female", birth={"kind": "exact", "date": "1990-03-12"}, mother="Oumou Cissé",
             phones=[{"number": "76 12 34 56"}])  # fmt: skip
    other = register(
        name="Mahamadou Coulibaly", birth={"kind": "year", "year": 1985}, mother="Kadiatou Sidibé"
    )
    near = ["Mamadou", "Kulibali", "M", "1985", "Kadiatou Sidibé", "", ""]
    brought = checked(boss, xlsx(AWA, near, ALI))
    assert counted(brought) == (1, 1, 1, 0)
    told = []
    suspects.suspected(lambda act, one, two, reasons: told.append((one, two, [why.code for why in reasons])))
    try:
        written(boss, brought)
    finally:
        suspects.suspected._functions.pop()
    [(new, known, why)] = told
    assert known == other.pk
    assert "same_mother" in why
    assert len(people()) == 4
    assert new in {person.pk for person in people()}


def test_whoever_brings_the_list_sees_nobody_who_is_known(cast, boss, register):
    known = register(
        name="Mahamadou Coulibaly", birth={"kind": "year", "year": 1985}, mother="Kadiatou Sidibé"
    )
    brought = checked(boss, xlsx(["Mamadou", "Kulibali", "M", "1985", "Kadiatou Sidibé", "", ""]))
    page = signed_in(cast.boubacar.account).get(f"/people/lists/{brought.pk}/").content.decode()
    assert "peut-être la même" in page
    assert known.code[:4] not in page
    assert "Coulibaly" not in page
    both = member(cast.gao, "sira", Role.DATA_OFFICER, Role.SUPERVISOR)
    assert known.code[:4] in signed_in(both.account).get(f"/people/lists/{brought.pk}/").content.decode()


def test_the_same_person_twice_in_a_list_is_told(cast, boss):
    brought = checked(boss, xlsx(AWA, ALI, AWA, ["Hawa", "Touré", "F", "1990", "Oumou Cissé", "", ""]))
    assert counted(brought) == (2, 1, 1, 0)
    assert [(number, verdict) for number, verdict, _twins, _others in brought.verdict["rows"]] == [
        (4, "same"), (5, "perhaps"),
    ]  # fmt: skip
    assert 2 in brought.verdict["rows"][0][2]
    page = (
        signed_in(cast.boubacar.account, stepped_up=True).get(f"/people/lists/{brought.pk}/").content.decode()
    )
    assert "par ligne\u00a0: 2–3." in page


def test_a_list_of_kobo_is_understood_by_its_groups_and_questions(cast, boss):
    content = comma_separated(
        ["start", "identite/prenom", "identite/nom", "identite/sexe", "identite/age", "menage-taille", "_submission_time", "_uuid"],
        ["2025-01-02", "Awa", "Touré", "femme", "25", "4", "2025-02-03T10:11:12", "0f6fb2b4"],
    )  # fmt: skip
    brought = checked(boss, content, "csv")
    assert counted(brought) == (1, 0, 0, 0)
    assert brought.verdict["left_out"] == ["start", "menage-taille", "_uuid"]
    written(boss, brought)
    [awa] = people()
    assert awa.registered_at.date() == date(2025, 2, 3)
    birth = identity.of(everything, [awa.pk])[awa.pk].birth
    assert (birth["kind"], birth["age"], birth["at"]) == ("estimated", 25, "2025-02-03")


def test_a_list_of_primero_is_understood_by_its_field_names(cast, boss):
    content = comma_separated(
        ["id", "case_id_display", "name_first", "name_middle", "name_last", "name_nickname", "sex", "age", "date_of_birth",
         "estimated", "nationality", "national_id_no", "telephone_current", "registration_date"],
        ["f1", "a1b2", "Awa", "Fanta", "Touré", "Fifi", "female", "27", "1998-05-06", "false", "mali", "N-123456", "76123456",
         "2025-06-01"],
    )  # fmt: skip
    brought = checked(boss, content, "csv")
    assert brought.verdict["wrong"] == []
    written(boss, brought)
    assert names() == ["Awa Fanta Touré"]


def test_the_template_is_understood_by_its_own_reader(cast, boss):
    book = load_workbook(BytesIO(template.workbook()))
    head = [str(cell.value) for cell in next(book.worksheets[0].rows)]
    assert set(columns.fields_of(head)) == set(template.HINTS)
    assert head[:3] == ["Prénom", "Nom", "Sexe"]


def test_a_no_is_no_record_and_a_child_comes_with_a_guardian(cast, boss):
    head = ["Prénom", "Sexe", "Âge", "Accord", "Tuteur"]
    rows = [
        ["Awa", "F", 30, "non", ""],
        ["Ali", "M", 9, "oui", ""],
        ["Sira", "F", 9, "oui", "Oumou"],
        ["Bah", "M", 40, "", ""],
    ]
    brought = checked(boss, xlsx(*rows, head=head), all_agreed=False)
    assert [(row, column) for row, column, _said in found(brought)] == [
        (2, "Accord"),
        (3, "Tuteur"),
        (5, "Accord"),
    ]
    good = checked(boss, xlsx(rows[2], head=head), all_agreed=False)
    written(boss, good)
    assert LawfulBasis.objects.visible_to(kept).get().kind == "assent"


@pytest.mark.parametrize(
    ("kind", "content"),
    [
        ("xlsx", b"no workbook"), ("csv", "Prénom;Sexe\nAwa;F".encode("latin-1")), ("csv", b"a,b\n1,2"), ("csv", b"x"),
        ("csv", "Prénom,Sexe,Âge".encode()), ("csv", "Prénom,Sexe,Sex,Âge\nA,F,F,3".encode()),
    ],
)  # fmt: skip
def test_a_file_that_is_no_list_says_so(cast, boss, kind, content):
    brought = checked(boss, content, kind)
    assert brought.state == "checked"
    assert len(brought.verdict["wrong"]) == 1
    with pytest.raises(Conflict):
        lists.accept(boss, brought)


def test_what_became_wrong_since_the_check_writes_nothing(cast, boss, gao):
    brought = checked(boss, xlsx(AWA), site=str(gao.pk))
    lists.accept(boss, brought)
    from jatigi.kernel.querysets import acting

    with acting():
        gao.active = False
        gao.save()
    tasks.write.func(str(brought.pk))
    again = now_is(brought)
    assert (again.state, again.refused, people()) == ("checked", 1, [])


def test_the_file_is_sealed_while_it_waits_and_gone_after_a_day(cast, boss):
    from django.db import connection

    brought = checked(boss, xlsx(AWA))
    with connection.cursor() as cursor:
        cursor.execute("SELECT content FROM people_importpart")
        assert all(not bytes(row[0]).startswith(b"PK") for row in cursor.fetchall())
        cursor.execute("SELECT verdict, options FROM people_import")
        assert all(b"Tour" not in bytes(cell or b"") for row in cursor.fetchall() for cell in row)
    with clock.travel(clock.now() + timedelta(hours=25)):
        schedule.run_now(rules.LISTS)
    over = now_is(brought)
    assert (over.state, over.verdict, over.options) == ("ended", None, None)
    assert not ImportPart.objects.visible_to(kept).exists()


def test_after_writing_the_file_is_gone_and_whoever_brought_it_is_told(cast, boss):
    done = written(boss, checked(boss, xlsx(AWA)))
    assert not ImportPart.objects.visible_to(kept).exists()
    assert (done.verdict, done.options) == (None, None)
    told = Notification.objects.visible_to(service_access("test", ["agencies.Notification"]))
    assert told.filter(account=cast.boubacar.account, kind="people.import").count() == 2
    with pytest.raises(Conflict):
        lists.accept(boss, done)


def test_nothing_personal_stands_in_tasks_or_in_the_journal(cast, boss, django_capture_on_commit_callbacks):
    client = signed_in(cast.boubacar.account)
    session = client.session
    session[STEPPED_UP] = clock.now().isoformat()
    session.save()
    with django_capture_on_commit_callbacks(execute=True):
        answer = client.post(
            "/people/lists/",
            {"file": SimpleUploadedFile("Awa Touré.xlsx", xlsx(AWA)), "kind": "consent", "form": "paper", "language": "fr",
             "all_agreed": "on", "site": str(_site(cast).pk)},
        )  # fmt: skip
    assert answer.status_code == 303
    [brought] = Import.objects.visible_to(kept)
    written_down = " ".join(str(row.details) for row in JournalDetail.objects.all())
    assert "Tour" not in written_down
    from django_tasks_db.models import DBTaskResult

    assert [row.args_kwargs for row in DBTaskResult.objects.all()] == [
        {"args": [str(brought.pk)], "kwargs": {}}
    ]


def _site(cast):
    from tests.people.conftest import house

    return house(cast, cast.gao, "Maison de Gao")


def test_whoever_brought_it_takes_it_back(cast, boss):
    dropped = lists.drop(boss, checked(boss, xlsx(AWA)))
    assert now_is(dropped).state == "ended"
    assert not ImportPart.objects.visible_to(kept).exists()


def test_1_200_people_come_in_at_once(cast, boss):
    rows = [
        [
            f"N{chr(97 + n // 26 % 26)}{chr(97 + n % 26)}{chr(97 + n // 676)}",
            "X",
            "F",
            str(1930 + n % 70),
            "",
            "",
            "",
        ]
        for n in range(1200)
    ]
    done = written(boss, checked(boss, xlsx(*rows)))
    assert done.state == "done"
    assert len(people()) + done.same == 1200
