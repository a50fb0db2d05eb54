"""What follows from answers: typed pure functions, each with a version, whose reasons can be shown.

They give indications to a competent human, never a verdict.
"""
