"""Who brings workbooks of commitments: the secretariat; each answers for what it brought."""

from django.db.models import Q

from jatigi.coordination.commitments.books.models import Book
from jatigi.coordination.rules import is_secretariat
from jatigi.kernel.access import Access
from jatigi.kernel.querysets import NOTHING, visible

BOOKS = "coordination.books"


@visible(Book)
def books(access: Access) -> Q:
    """Those of the organisation, for its secretariat."""
    return Q(organisation_id=access.organisation) if is_secretariat(access) else NOTHING


def may_bring(access: Access) -> bool:
    return is_secretariat(access)


def may_work_on(access: Access, book: Book) -> bool:
    """Choose in and write what oneself brought."""
    return is_secretariat(access) and book.by_id == access.account


def may_end(access: Access, _book: Book) -> bool:
    """The clock alone."""
    return access.service == BOOKS
