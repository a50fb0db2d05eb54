"""Evidence from the cases: an indicator fed by one number of a published table, and by nothing else.

Nothing is copied: the number is asked of `publications.reading` each time, so that it is never one that is withheld, never
that of a version that was withdrawn, and always the newest.
"""
