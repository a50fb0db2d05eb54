"""Pages of the ledger, by what one comes to do."""

from jatigi.protection.views.asking import consent, paper, urgent
from jatigi.protection.views.looking import second_look, second_looks
from jatigi.protection.views.reading import agreement, ledger, sheet, withdraw

__all__ = [
    "agreement", "consent", "ledger", "paper", "second_look", "second_looks", "sheet", "urgent", "withdraw",
]  # fmt: skip
