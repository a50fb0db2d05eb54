"""What may be sent where the organisations have no agreement: only what protects a life; what was sent before stays."""

from dataclasses import replace

import pytest

from jatigi.directory.actions import create_service
from jatigi.kernel import clock
from jatigi.kernel.errors import Invalid
from jatigi.people.models import Person
from jatigi.protection.actions import record_basis, withdraw_basis
from jatigi.protection.agreements import actions as sharing
from jatigi.protection.models import LawfulBasis
from jatigi.referrals.models import Snapshot
from tests.cast import Cast
from tests.referrals.conftest import ALL, Send

pytestmark = pytest.mark.django_db

NO_AGREEMENT = "Aucun accord entre votre organisation et celle-ci ne couvre"
ASK = "La personne n’a pas accepté que ceci soit partagé"


def test_without_an_agreement_nothing_goes_but_what_protects_a_life(
    cast: Cast, sent: Send, person: Person, agreed: LawfulBasis
) -> None:
    sharing.denounce(
        replace(cast.lassana(), stepped_up_at=clock.now()), cast.agreement, why="plus personne au bureau"
    )
    with pytest.raises(Invalid) as refused:
        sent()
    sentence = str(refused.value.errors["fields"])
    assert f"{NO_AGREEMENT}\xa0: noms, besoins et prises en charge" in sentence
    assert ASK not in sentence
    withdraw_basis(cast.moussa(), agreed)
    with pytest.raises(Invalid) as refused:
        sent()
    assert ASK in str(refused.value.errors["fields"])
    assert NO_AGREEMENT in str(refused.value.errors["fields"])
    assert sent(fields=["code"], urgency="immediate", message="").basis is None
    record_basis(
        cast.moussa(), subject=person.pk, kind="vital_interest", purposes=["referral"], categories=ALL,
        recipient=cast.croix.pk, reason="perte de connaissance",
    )  # fmt: skip
    basis = sent().basis
    assert basis is not None
    assert basis.kind == "vital_interest"


def test_what_was_sent_before_the_agreement_ended_is_still_read(
    cast: Cast, sent: Send, agreed: LawfulBasis
) -> None:
    before = sent()
    sharing.denounce(
        replace(cast.fanta(), stepped_up_at=clock.now()), cast.agreement, why="nouveau protocole"
    )
    snapshot = Snapshot.objects.visible_to(cast.kadi("referral")).get(referral=before)
    assert snapshot.fields["names"] == "Mamadou Planté"


def test_an_agreement_covers_other_organisations_for_nobody(
    cast: Cast, sent: Send, agreed: LawfulBasis
) -> None:
    elsewhere = create_service(cast.drissa(), need="health", title_fr="Hôpital")
    with pytest.raises(Invalid) as refused:
        sent(service=elsewhere.pk)
    assert NO_AGREEMENT in str(refused.value.errors["fields"])
