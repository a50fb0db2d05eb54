"""Replays the story: every event through the action that a page would call, at the time at which it was entered.

`stage` knows who is who and what was made; `desk`, `screening`, `ledger`, `casework`, `referrals` and `upkeep` know the actions;
`registers` those that import what was kept before the story.
"""

from jatigi.project.demo.replay import casework, desk, ledger, referrals, registers, screening, upkeep
from jatigi.project.demo.replay.stage import Stage, perform

__all__ = ["Stage", "casework", "desk", "ledger", "perform", "referrals", "registers", "screening", "upkeep"]
