"""Who works here: organisations, offices, accounts, members and their roles, notices, API tokens.

Builds the `Access` of every request. A node administrator administers and sees no file.
Verbs: organisation.create, member.invite, member.change_roles, member.suspend, factor.reset,
token.create, token.revoke, notice.read.
"""
