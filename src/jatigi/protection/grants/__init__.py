"""One object opened to one other organisation, for one purpose, as long as its basis lives.

`open_grant`, `end_grants` and `end_grants_of` are called within the act of somebody who may do it;
`granted(access, Model)` is for the `rules.py` of the room whose objects are opened.
"""

from jatigi.protection.grants.actions import end_grants, end_grants_of, open_grant
from jatigi.protection.rules import granted

__all__ = ["end_grants", "end_grants_of", "granted", "open_grant"]
