"""Scheduled work of this room."""

from datetime import timedelta

from django.contrib.sessions.backends.db import SessionStore

from jatigi.kernel import journal, prepared
from jatigi.kernel.access import Access
from jatigi.kernel.schedule import scheduled


@scheduled("agencies.clear_sessions", every=timedelta(days=1))
def clear_sessions(access: Access) -> None:
    """Sessions that ended leave the database."""
    SessionStore.clear_expired()


@scheduled("journal.checkpoint", every=timedelta(minutes=5))
def sign_the_journal(access: Access) -> None:
    """The journal's present root is signed, and kept beside the database too."""
    journal.checkpoint()


@scheduled("database.count_rows", every=timedelta(hours=6))
def count_rows(access: Access) -> None:
    """Pages stay quick while the tables grow."""
    prepared.count_rows()
