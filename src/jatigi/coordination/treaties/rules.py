"""Who writes agreements down, and who says what was seen of how they are kept."""

from jatigi.coordination.frameworks.rules import KEEPERS, WRITERS, everybody, may_keep, may_tell, may_write
from jatigi.coordination.treaties.models import Clause, Observance
from jatigi.kernel.access import Access
from jatigi.kernel.querysets import visible

__all__ = ["KEEPERS", "WRITERS", "may_judge", "may_keep", "may_tell", "may_write"]

visible(Observance)(everybody)


def may_judge(access: Access, _clause: Clause) -> bool:
    """Whether both sides keep a clause is judged by somebody of a secretariat, in their own name."""
    return may_write(access) and access.account is not None
