"""Mechanisms without a domain.

Who asks (`access`), the one door for reading (`querysets`, `reading`), the one door for writing
(`actions`), what was done (`journal`), what nobody may read from the disk (`vault`, `fields`),
how rooms meet without importing each other (`hooks`), what happens on time (`schedule`,
`retention`), and the small things every room needs (`clock`, `errors`, `text`, `states`, `pages`).
The kernel imports no room.
"""
