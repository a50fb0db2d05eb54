"""An organisation reports through a one-time link in an e-mail, for one due date, without an account.

Nothing that is shown is secret, so no code is asked for; docs/adr/0020-reporting-through-a-link.md
"""
