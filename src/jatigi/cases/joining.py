"""Cases follow a person when records are joined, by whoever may open them; two open ones stand in the way."""

from collections.abc import Iterator
from uuid import UUID

from django.urls import reverse
from django.utils.translation import gettext as _

from jatigi.cases import actions, rules
from jatigi.cases.models import Case
from jatigi.kernel import hooks
from jatigi.kernel.access import Access, Role
from jatigi.kernel.erasure import access_to
from jatigi.kernel.moving import Follows, follows


def _words(case: Case) -> str:
    return _("Case %(code)s") % {"code": case.code}


follows(
    Follows(
        "cases.Case", "person", _words,
        hanging={model._meta.label: actions.way_to_case(model) for model in actions.HANGING},
    )
)  # fmt: skip


@hooks.blocks_merge
def two_open_cases(access: Access, first: UUID, second: UUID) -> Iterator[hooks.Blocker]:
    """A person has one open case: which one goes on is for those who work on them."""
    rows = Case.objects.visible_to(access).filter(person_id__in=[first, second], closed_at__isnull=True)
    found = list(rows.order_by("opened_at"))
    if len(found) > 1:
        codes = {"one": found[0].code, "other": found[1].code}
        sentence = _("Both have an open case (%(one)s and %(other)s): close one of them first.") % codes
        yield hooks.Blocker(sentence, reverse("cases:case", args=[found[1].pk]))


@hooks.withheld
def closed_files(access: Access, person: UUID) -> Iterator[hooks.Responsible]:
    """Whoever may not open what is in a case: its case worker decides, or the supervisors."""
    if rules.reads_contents(access):
        return
    for case in Case.objects.visible_to(access_to("cases.Case")).filter(person_id=person):
        alone = case.case_worker_id
        yield hooks.Responsible(frozenset() if alone else frozenset({Role.SUPERVISOR}), alone)
