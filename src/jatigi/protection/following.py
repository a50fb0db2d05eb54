"""What of the ledger follows a person when records are joined: every agreement and refusal, with its second look."""

from jatigi.kernel.moving import Follows, follows
from jatigi.protection.models import LawfulBasis


def _words(basis: LawfulBasis) -> str:
    return str(basis.get_kind_display())


follows(Follows("protection.LawfulBasis", "subject_id", _words, hanging={"protection.SecondLook": "basis"}))
