"""Scheduled work: what a workbook said is kept for a week."""

from datetime import timedelta

from jatigi.coordination.commitments.books import actions, rules
from jatigi.coordination.commitments.books.models import Book, BookState
from jatigi.kernel import clock
from jatigi.kernel.access import Access
from jatigi.kernel.schedule import scheduled


@scheduled(rules.BOOKS, every=timedelta(hours=6), scope=("coordination.Book",))
def end_books(access: Access) -> None:
    """Workbooks that nobody brought in within a week."""
    over = Book.objects.visible_to(access).filter(until__lt=clock.now(), state=BookState.CHECKED)
    for book in list(over):
        actions.end(access, book)
