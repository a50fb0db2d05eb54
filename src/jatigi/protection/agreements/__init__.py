"""Information-sharing agreements between organisations: which categories, for which purposes, from whom to whom, until when.

What a person agreed to (`protection.bases`) says that their data may go; an agreement says that the house which receives it
has bound itself in writing. Sending asks for both, in `covering`. docs/adr/0016-agreements-between-organisations.md
"""
