"""Notices reach whoever they concern: in the application, and by e-mail without their content."""

from collections.abc import Iterable
from functools import partial
from uuid import UUID

from django.conf import settings
from django.core.cache import cache
from django.core.mail import send_mail
from django.db import transaction
from django.utils import translation
from django.utils.translation import gettext as _
from django_tasks import task

from jatigi.agencies import who
from jatigi.agencies.models import Account, Membership, Notification
from jatigi.kernel import erasure
from jatigi.kernel.access import Access
from jatigi.kernel.hooks import Notice

ONE_MAIL_EVERY = 15 * 60
TEXT_LENGTH = 300


def tell(access: Access, notice: Notice) -> None:
    """Store the notice for everybody whom it concerns, in the transaction of the act, each in their language."""
    told = list(_members(access, notice))
    Notification.objects.visible_to(access).bulk_create([_row(member, notice) for member in told])
    if settings.EMAIL_HOST:
        for member in told:
            transaction.on_commit(partial(_mail, member.account, notice.urgent))


def forget(about: Iterable[UUID]) -> None:
    """Within an erasure: notices that lead to any of these objects go."""
    everybody = Notification.objects.visible_to(erasure.access_to(Notification._meta.label))
    for pk in about:
        everybody.filter(url__contains=str(pk)).delete()


def _members(access: Access, notice: Notice) -> Iterable[Membership]:
    """The account that is meant; or whoever holds one of the roles in the organisation, but not who acted."""
    if notice.account is not None:
        return who.working(notice.account, notice.organisation or access.organisation)
    house = notice.organisation or who.house(access)
    return [
        member
        for member in who.working_for(house)
        if not notice.roles.isdisjoint(member.roles) and member.account_id != access.account
    ]


def _row(member: Membership, notice: Notice) -> Notification:
    with translation.override(member.account.language):
        text = str(notice.text)[:TEXT_LENGTH]
    return Notification(
        organisation_id=member.organisation_id,
        account_id=member.account_id,
        kind=notice.kind,
        text=text,
        url=notice.url,
        urgent=notice.urgent,
    )


def _mail(account: Account, urgent: bool) -> None:
    """At most one a quarter of an hour, unless it is urgent."""
    if not account.email:
        return
    if urgent or cache.add(f"mailed:{account.pk}", True, ONE_MAIL_EVERY):
        mail_notice.enqueue(str(account.pk))


@task()
def mail_notice(account: str) -> None:
    """Tell somebody by e-mail that something waits, and nothing else."""
    to = Account.objects.filter(pk=UUID(account), is_active=True).exclude(email="").first()
    if to is None:
        return
    with translation.override(to.language):
        subject = _("A message waits for you in Jatigi")
        body = _("Sign in to read it: %(address)s") % {"address": settings.PUBLIC_URL}
    send_mail(subject, body, settings.DEFAULT_FROM_EMAIL, [to.email])
