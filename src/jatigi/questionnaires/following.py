"""Where higher rooms learn that somebody was screened, and say what can be done next."""

from collections.abc import Callable, Iterable

from jatigi.kernel.access import Access
from jatigi.kernel.actions import Act
from jatigi.kernel.hooks import Hook, NavItem, Subject
from jatigi.questionnaires.models import Answer, Result

screened: Hook[Callable[[Act, Answer, Result], None]] = Hook()
"""Called within the transaction of an answer that has a result, and again where a recomputation changed it."""

next_steps: Hook[Callable[[Access, Subject, str], Iterable[NavItem]]] = Hook()
"""Asked with the person and the band: pages, named with a verb, where one goes on; the first is the main one."""
