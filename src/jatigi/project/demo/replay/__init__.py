"""Replays the story: every event through the action that a page would call, at the time at which it was entered.

`stage` knows who is who and what was made; `desk`, `screening`, `ledger`, `casework`, `referrals` and `upkeep` know the actions.
"""

from jatigi.project.demo.replay import casework, desk, ledger, referrals, screening, upkeep
from jatigi.project.demo.replay.stage import Stage, perform

__all__ = ["Stage", "casework", "desk", "ledger", "perform", "referrals", "screening", "upkeep"]
