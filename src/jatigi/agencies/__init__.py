"""Who works here: organisations, offices, accounts, members and their roles, notices, API tokens.

Builds the `Access` of every request (`middleware`, `who`), signs people in with a second factor (`adapters`,
`throttle`, `sessions`), and shows each role its day. A node administrator administers and sees no file.
Verbs: organisation.create, organisation.close, organisation.open, office.create, office.close, member.invite,
member.change_roles, member.suspend, member.resume, member.password_link, invitation.accept, password.choose,
factor.request_reset, factor.approve_reset, factor.refuse_reset, account.change, account.end_sessions,
token.create, token.revoke, notice.read, notice.read_all, node.set_up.
"""
