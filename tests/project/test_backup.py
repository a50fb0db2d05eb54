"""A backup is one sealed file; restored, everything is there again but those erased since."""

import threading
from dataclasses import replace
from pathlib import Path
from tarfile import TarFile

import pytest
from django.core.management import call_command
from django.db import connection
from django.db.models import Model

from jatigi.agencies.models import Account, Organisation
from jatigi.directory.actions import create_service
from jatigi.kernel import clock, erasure
from jatigi.kernel.access import Purpose
from jatigi.kernel.models import JournalEntry, organisation_secret
from jatigi.kernel.verification import verify
from jatigi.people import actions, identity
from jatigi.people.models import Person
from jatigi.project import backups
from jatigi.project.commands import schedule
from jatigi.protection import bases
from jatigi.protection.actions import record_basis, withdraw_basis
from jatigi.referrals import actions as referrals
from jatigi.referrals.models import Snapshot
from tests.cast import Cast

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.slow]


@pytest.fixture(autouse=True)
def beside(tmp_path: Path, settings) -> None:
    settings.VAR = tmp_path
    settings.ERASURES_FILE = str(tmp_path / "erasures.txt")
    settings.CHECKPOINT_FILE = str(tmp_path / "checkpoints.txt")


def registered(cast: Cast, name: str) -> Person:
    return actions.register(
        cast.awa(),
        sex="female",
        age_group="18_59",
        names=[{"given": name, "family": "Sauvegardée", "kind": "main"}],
        basis={"kind": "consent", "form": "verbal", "language": "bm", "witness": "Oumou"},
    )


def name_of(cast: Cast, person: Person) -> str:
    access = cast.awa(Purpose.RECEPTION)
    return identity.display_name(identity.of(access, [person.pk]).get(person.pk))


def empty() -> None:
    call_command("flush", interactive=False, verbosity=0)
    organisation_secret.cache_clear()


def test_a_backup_comes_back_whole_and_says_nothing_readable(tmp_path: Path) -> None:
    cast = Cast()
    person = registered(cast, "Aminata")
    events = JournalEntry.objects.count()
    rows = backups.backup(tmp_path / "node.backup")
    content = (tmp_path / "node.backup").read_bytes()
    assert (tmp_path / "node.backup").stat().st_mode & 0o777 == 0o600
    assert b"Organisation" not in content
    assert b"awa.mmg" not in content
    empty()
    assert backups.restore(tmp_path / "node.backup") == rows
    assert name_of(cast, person) == "Aminata Sauvegardée"
    assert Account.objects.get(pk=cast.awa.account.pk).username == "awa.mmg"
    assert JournalEntry.objects.count() == events
    assert verify().sound
    registered(cast, "Après")


@pytest.mark.parametrize("moment", ["kernel.JournalEntry", "people.Person"])
def test_a_node_at_work_is_backed_up_as_it_was_at_one_moment_and_nobody_waits(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, moment: str
) -> None:
    """Somebody registers a person between two tables: between the events and their head, a person and the names."""
    cast = Cast()
    before = registered(cast, "Avant")
    events = JournalEntry.objects.count()
    dump, finished = backups._dump, []

    def register() -> None:
        try:
            finished.append(registered(cast, "Pendant"))
        finally:
            connection.close()

    def dump_and_register(model: type[Model], tar: TarFile) -> int:
        rows = dump(model, tar)
        if model._meta.label == moment:
            at_work = threading.Thread(target=register)
            at_work.start()
            at_work.join(10)
        return rows

    monkeypatch.setattr(backups, "_dump", dump_and_register)
    backups.backup(tmp_path / "node.backup")
    (during,) = finished
    registered(cast, "Après")
    empty()
    backups.restore(tmp_path / "node.backup")
    assert verify().faults == ()
    assert JournalEntry.objects.count() == events
    assert list(Person.objects.visible_to(cast.awa(Purpose.RECEPTION)).values_list("pk", flat=True)) == [
        before.pk
    ]
    assert name_of(cast, before) == "Avant Sauvegardée"
    assert name_of(cast, during) == name_of(cast, Person(pk=cast.gao.pk))


def test_people_erased_after_the_backup_are_erased_again(tmp_path: Path) -> None:
    cast = Cast()
    gone, stays = registered(cast, "Partie"), registered(cast, "Restée")
    backups.backup(tmp_path / "node.backup")
    from jatigi.kernel import clock
    from jatigi.kernel.access import Access

    fanta = cast.fanta(Purpose.RECEPTION)
    stepped_up = Access(
        fanta.account, fanta.organisation, fanta.roles, fanta.purpose, stepped_up_at=clock.now()
    )
    actions.erase(stepped_up, gone, reason="asked")
    assert gone.key_id in erasure.remembered()
    empty()
    backups.restore(tmp_path / "node.backup")
    assert name_of(cast, gone) == name_of(cast, Person(pk=cast.gao.pk))
    assert name_of(cast, stays) == "Restée Sauvegardée"
    assert verify().sound


def test_what_a_crash_kept_out_of_the_list_of_erasures_is_there_again_after_the_start(tmp_path: Path) -> None:
    """The machine lost power between the commit and the writing, in the middle of a line."""
    cast = Cast()
    gone = registered(cast, "Partie")
    backups.backup(tmp_path / "node.backup")
    basis = bases.live(cast.awa(), gone.pk)[0]
    actions.erase(replace(cast.fanta(), stepped_up_at=clock.now()), gone, reason="asked")
    whole = erasure.remembered()
    assert {gone.key_id, basis.pk} <= whole
    (tmp_path / "erasures.txt").write_text(str(gone.key_id)[:20], encoding="ascii")
    assert erasure.remembered() == set()
    schedule.run(["--once"])
    assert erasure.remembered() == whole
    schedule.run(["--once"])
    assert (tmp_path / "erasures.txt").read_text(encoding="ascii").count(str(gone.key_id)) == 1
    empty()
    backups.restore(tmp_path / "node.backup")
    assert "Partie" not in name_of(cast, gone)


def test_what_was_taken_back_after_the_backup_stays_unreadable(tmp_path: Path) -> None:
    cast = Cast()
    service = create_service(cast.lassana(), need="health", title_fr="Soins de santé à Gao")
    referral = referrals.send(
        cast.moussa(), service=service.pk, urgency="immediate", message="À l’entrée du marché"
    )
    kadi = cast.kadi(Purpose.REFERRAL)
    assert Snapshot.objects.visible_to(kadi).get(referral=referral).message == "À l’entrée du marché"
    backups.backup(tmp_path / "node.backup")
    referrals.recall(cast.moussa(), referral)
    empty()
    backups.restore(tmp_path / "node.backup")
    assert not Snapshot.objects.visible_to(kadi).get(referral=referral).message


def test_an_agreement_withdrawn_after_the_backup_stays_withdrawn(tmp_path: Path) -> None:
    cast = Cast()
    person = registered(cast, "Aminata")
    agreed = record_basis(
        cast.moussa(), subject=person.pk, kind="consent", purposes=[Purpose.REFERRAL], categories=["name"],
        recipient=cast.croix.pk, witness="Oumou",
    )  # fmt: skip
    backups.backup(tmp_path / "node.backup")
    withdraw_basis(cast.moussa(), agreed)
    empty()
    backups.restore(tmp_path / "node.backup")
    assert [basis.recipient_id for basis in bases.live(cast.moussa(), person.pk)] == [None]


def test_a_backup_never_overwrites_and_is_restored_into_an_empty_node_only(tmp_path: Path) -> None:
    Cast()
    backups.backup(tmp_path / "node.backup")
    with pytest.raises(FileExistsError):
        backups.backup(tmp_path / "node.backup")
    with pytest.raises(backups.NotEmpty):
        backups.restore(tmp_path / "node.backup")


@pytest.mark.parametrize("damage", ["cut", "flip", "swap", "other"])
def test_a_damaged_backup_is_refused_whole(tmp_path: Path, damage: str) -> None:
    Cast()
    backups.backup(tmp_path / "node.backup")
    content = (tmp_path / "node.backup").read_bytes()
    broken = {
        "cut": content[:-1],
        "flip": content[:-40] + bytes([content[-40] ^ 1]) + content[-39:],
        "swap": content[:16] + content[17:56] + content[16:17] + content[56:],
        "other": b"PK\x03\x04" + content,
    }[damage]
    (tmp_path / "broken").write_bytes(broken)
    empty()
    with pytest.raises(backups.Unreadable):
        backups.restore(tmp_path / "broken")
    assert not Organisation.objects.exists()
    assert connection.is_usable()
