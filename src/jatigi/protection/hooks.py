"""What this room tells the others: the end of what stood on a basis when a person is erased."""

from jatigi.kernel import hooks
from jatigi.protection import actions

hooks.erasing(actions.end_for_erasure)
