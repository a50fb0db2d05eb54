"""Answers of those who have no account: through a one-time link, by telephone, or on the slip of a printed sheet.

The link opens what was sent only after a code that was given by telephone, in the first browser that said it, until
it is answered, expired or withdrawn. Verbs: guest.invite, withdraw, open, notice_elsewhere, answer; referral.answer_by_phone,
referral.print_slip (`actions`).
"""
