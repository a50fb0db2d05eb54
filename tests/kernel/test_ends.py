"""Every record has an end: a date by the rule of its kind, with what it belongs to, or with the node."""

from datetime import timedelta

from jatigi.agencies.actions import resume_member, suspend_member
from jatigi.agencies.models import Membership
from jatigi.kernel import clock, erasure
from jatigi.kernel.access import service_access
from jatigi.kernel.models import ProtectedModel
from tests.cast import Cast


def test_what_has_no_date_of_its_own_belongs_to_something_or_stays_with_the_node() -> None:
    for model in erasure.tables():
        if model.KEEP is None and not model.LASTS_WITH_NODE:
            parents = [
                field.related_model
                for field in model._meta.concrete_fields
                if field.many_to_one or field.one_to_one
            ]
            ends = [
                parent
                for parent in parents
                if isinstance(parent, type)
                and issubclass(parent, ProtectedModel)
                and not parent.LASTS_WITH_NODE
            ]
            assert ends, f"{model._meta.label} never ends"


def test_a_membership_ends_two_years_after_the_member_left_and_not_before(cast: Cast) -> None:
    members = Membership.objects.visible_to(service_access("test", ["agencies.Membership"]))
    awa = members.get(account=cast.awa.account)
    assert awa.keep_until is None
    suspend_member(cast.boubacar(), awa)
    assert members.get(pk=awa.pk).keep_until == clock.today() + timedelta(days=730)
    resume_member(cast.boubacar(), members.get(pk=awa.pk))
    assert members.get(pk=awa.pk).keep_until is None
