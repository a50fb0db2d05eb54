"""A register of referrals that was kept on paper or in a workbook: to whom, when, and what came of it."""
