"""Notices reach whom they concern, and mails say nothing."""

from typing import Any

import pytest
from django.core import mail
from django.utils.translation import gettext_lazy

from jatigi.agencies import notices
from jatigi.agencies.models import Notification
from jatigi.kernel import hooks
from jatigi.kernel.access import Role
from jatigi.kernel.querysets import acting
from tests.cast import Cast, Member
from tests.sign_in import signed_in

TEXT = gettext_lazy("Members")


def notice(**given: Any) -> hooks.Notice:
    return hooks.Notice("referral.received", TEXT, "/members/", **given)


def tell(person: Member, about: hooks.Notice) -> None:
    with acting():
        notices.tell(person(), about)


def told(person: Member) -> list[Notification]:
    return list(Notification.objects.visible_to(person()))


def test_whoever_holds_the_role_is_told_and_nobody_else(cast: Cast) -> None:
    tell(cast.awa, notice(organisation=cast.croix.pk, roles=frozenset({Role.FOCAL_POINT, Role.SUPERVISOR})))
    assert len(told(cast.kadi)) == len(told(cast.lassana)) == 1
    assert not any(told(p) for p in (cast.awa, cast.fanta, cast.boubacar, cast.drissa, cast.node))


def test_who_acted_is_not_told_what_they_did(cast: Cast) -> None:
    tell(cast.fanta, notice(organisation=cast.gao.pk, roles=frozenset({Role.SUPERVISOR})))
    assert told(cast.fanta) == []


def test_one_account_is_told(cast: Cast) -> None:
    tell(cast.fanta, notice(account=cast.moussa.account.pk))
    assert len(told(cast.moussa)) == 1


def test_everybody_is_told_in_their_own_language(cast: Cast) -> None:
    cast.kadi.account.language = "en"
    cast.kadi.account.save()
    tell(cast.awa, notice(organisation=cast.croix.pk, roles=frozenset({Role.FOCAL_POINT, Role.SUPERVISOR})))
    assert (told(cast.kadi)[0].text, told(cast.lassana)[0].text) == ("Members", "Membres")


def test_a_notice_is_counted_read_and_opened(cast: Cast) -> None:
    tell(cast.awa, notice(account=cast.fanta.account.pk, organisation=cast.gao.pk))
    browser = signed_in(cast.fanta.account)
    assert '<span class="count">1</span>' in browser.get("/account/").content.decode()
    assert browser.post(f"/notifications/{told(cast.fanta)[0].pk}/")["Location"] == "/members/"
    assert told(cast.fanta)[0].read_at is not None
    assert '<span class="count">' not in browser.get("/account/").content.decode()


def test_nobody_opens_or_counts_somebody_elses_notice(cast: Cast) -> None:
    tell(cast.awa, notice(account=cast.fanta.account.pk, organisation=cast.gao.pk))
    pk = told(cast.fanta)[0].pk
    for person in (cast.boubacar, cast.drissa):
        browser = signed_in(person.account)
        assert browser.post(f"/notifications/{pk}/").status_code == 404
        browser.post("/notifications/")
    assert told(cast.fanta)[0].read_at is None


def test_all_are_marked_as_read(cast: Cast) -> None:
    for _n in range(3):
        tell(cast.awa, notice(account=cast.fanta.account.pk, organisation=cast.gao.pk))
    signed_in(cast.fanta.account).post("/notifications/")
    assert all(found.read_at for found in told(cast.fanta))


@pytest.fixture
def mailing(settings: Any) -> None:
    settings.EMAIL_HOST = "mail.example.org"
    settings.TASKS = {"default": {"BACKEND": "django_tasks.backends.immediate.ImmediateBackend"}}


def test_the_mail_says_only_that_something_waits(
    cast: Cast, mailing: None, django_capture_on_commit_callbacks: Any
) -> None:
    cast.kadi.account.email = "kadi@example.org"
    cast.kadi.account.save()
    about = hooks.Notice(
        "referral.received",
        "Référencement 7K3M-Q4T",
        "/secret/",
        cast.croix.pk,
        frozenset({Role.FOCAL_POINT}),
    )
    with django_capture_on_commit_callbacks(execute=True):
        tell(cast.awa, about)
        tell(cast.awa, about)
    assert [m.subject for m in mail.outbox] == ["Un message vous attend dans Jatigi"]
    sent = str(mail.outbox[0].message())
    assert not any(word in sent for word in ("7K3M", "secret", "Kadi", "Croix"))


def test_an_urgent_mail_does_not_wait(
    cast: Cast, mailing: None, django_capture_on_commit_callbacks: Any
) -> None:
    cast.kadi.account.email = "kadi@example.org"
    cast.kadi.account.save()
    with django_capture_on_commit_callbacks(execute=True):
        for _n in range(2):
            tell(cast.awa, notice(account=cast.kadi.account.pk, urgent=True))
    assert len(mail.outbox) == 2


def test_without_a_mail_server_nothing_is_sent(cast: Cast, django_capture_on_commit_callbacks: Any) -> None:
    cast.kadi.account.email = "kadi@example.org"
    cast.kadi.account.save()
    with django_capture_on_commit_callbacks(execute=True):
        tell(cast.awa, notice(account=cast.kadi.account.pk))
    assert mail.outbox == []
    assert len(told(cast.kadi)) == 1
