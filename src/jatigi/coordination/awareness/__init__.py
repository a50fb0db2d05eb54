"""Trainings and campaigns: who was reached, in figures, what it cost and what changed."""
