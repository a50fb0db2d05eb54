"""A new key, of the node or of an organisation, opens what the old one opened; the old one opens nothing any more."""

from collections.abc import Iterator
from pathlib import Path
from uuid import UUID

import pytest
from django.conf import settings as now
from django.test import Client

from jatigi.cases import actions as cases
from jatigi.cases.codes import Urgency
from jatigi.cases.models import Note
from jatigi.directory.actions import create_service
from jatigi.kernel import rotation, vault
from jatigi.kernel.access import Purpose
from jatigi.kernel.models import DataKey, destroy_keys, organisation_secret
from jatigi.kernel.querysets import acting
from jatigi.people import actions as people
from jatigi.people import identity
from jatigi.people.models import Person
from jatigi.project.commands import keys
from jatigi.referrals import actions as referrals
from jatigi.referrals.models import Snapshot
from tests.cast import PASSWORD, Cast
from tests.sign_in import give_code, give_password


@pytest.fixture(autouse=True)
def own_key(tmp_path: Path, settings, monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """A copy of the key, so that the other tests keep theirs."""
    copy = tmp_path / "node-key"
    copy.write_text(Path(now.NODE_KEY_FILE).read_text())
    copy.chmod(0o600)
    settings.NODE_KEY_FILE = str(copy)
    rotation.forget_opened_keys()
    yield
    monkeypatch.undo()
    rotation.forget_opened_keys()


def test_people_sign_in_with_their_second_factor_after_the_rotation(cast: Cast, client: Client) -> None:
    cast.awa.account.set_password(PASSWORD)
    cast.awa.account.save()
    before = vault.node_key(), organisation_secret(cast.gao.pk)
    assert rotation.rotate_node_key() > 0
    assert vault.node_key() != before[0]
    assert organisation_secret(cast.gao.pk) == before[1]
    give_password(client, cast.awa.account, PASSWORD)
    assert give_code(client)["Location"] == "/"


def test_a_key_from_the_service_manager_is_not_rotated_halfway(
    cast: Cast, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    credentials = tmp_path / "credentials"
    credentials.mkdir()
    (credentials / "jatigi-node-key").write_text(Path(now.NODE_KEY_FILE).read_text())
    monkeypatch.setenv("CREDENTIALS_DIRECTORY", str(credentials))
    rotation.forget_opened_keys()
    kept = organisation_secret(cast.gao.pk)
    with pytest.raises(vault.Locked):
        rotation.rotate_node_key()
    rotation.forget_opened_keys()
    assert organisation_secret(cast.gao.pk) == kept


def registered(cast: Cast, name: str) -> Person:
    return people.register(
        cast.awa(),
        sex="female",
        age_group="18_59",
        names=[{"given": name, "family": "Gardée", "kind": "main"}],
        basis={"kind": "consent", "form": "verbal", "language": "bm", "witness": "Oumou"},
    )


def name_of(cast: Cast, person: Person) -> str:
    return identity.display_name(identity.of(cast.awa(Purpose.RECEPTION), [person.pk]).get(person.pk))


def wrapped(organisation: UUID) -> dict[UUID, bytes]:
    """What lies under the key of an organisation."""
    rows = DataKey.objects.filter(organisation_id=organisation, wrapped__isnull=False)
    return {row.pk: bytes(row.wrapped or b"") for row in rows.exclude(kind=DataKey.Kind.ORGANISATION)}


def test_everything_sealed_stays_readable_under_the_new_key_of_an_organisation(
    cast: Cast, client: Client, capsys: pytest.CaptureFixture[str]
) -> None:
    cast.awa.account.set_password(PASSWORD)
    cast.awa.account.save()
    person, gone = registered(cast, "Aminata"), registered(cast, "Effacée")
    case = cases.open_case(cast.moussa(), person=person.pk, tracks=[], urgency=Urgency.HIGH)
    cases.write_note(cast.moussa(), case.pk, text="Une note")
    service = create_service(cast.lassana(), need="health", title_fr="Soins")
    referral = referrals.send(cast.moussa(), service=service.pk, urgency="immediate", message="Un message")
    with acting():
        destroy_keys([gone.key_id])

    def readable() -> list[str]:
        names = [name_of(cast, one) for one in (person, gone)]
        note = Note.objects.visible_to(cast.moussa()).get(case=case)
        snapshot = Snapshot.objects.visible_to(cast.kadi(Purpose.REFERRAL)).get(referral=referral)
        return [*names, str(note.text), str(snapshot.message)]

    before, old, secret = readable(), wrapped(cast.gao.pk), organisation_secret(cast.gao.pk)
    strangers = wrapped(cast.croix.pk)
    assert before[0] == "Aminata Gardée"
    assert before[2:] == ["Une note", "Un message"]
    assert keys.run(["rotate", "--organisation", "MMG", "--node-is-stopped"]) == 0
    assert f"{len(old)} clés ré-emballées" in capsys.readouterr().out
    assert readable() == before
    assert wrapped(cast.gao.pk).keys() == old.keys()
    assert wrapped(cast.croix.pk) == strangers
    for kept, key in ((old, organisation_secret(cast.gao.pk)), (wrapped(cast.gao.pk), secret)):
        for one in kept.values():
            with pytest.raises(vault.Locked):
                vault.unwrap(key, one)
    assert name_of(cast, registered(cast, "Nouvelle")) == "Nouvelle Gardée"
    give_password(client, cast.awa.account, PASSWORD)
    assert give_code(client)["Location"] == "/"


def test_an_organisation_that_is_not_known_is_not_guessed(
    cast: Cast, capsys: pytest.CaptureFixture[str]
) -> None:
    before = wrapped(cast.gao.pk)
    assert keys.run(["rotate", "--organisation", "MM", "--node-is-stopped"]) == 1
    assert f"{cast.gao.pk}  Organisation MMG" in capsys.readouterr().err
    assert wrapped(cast.gao.pk) == before


def test_no_key_is_rotated_before_the_operator_says_that_the_node_is_stopped(cast: Cast) -> None:
    before = wrapped(cast.gao.pk)
    with pytest.raises(SystemExit):
        keys.run(["rotate", "--organisation", "MMG"])
    assert wrapped(cast.gao.pk) == before
