"""Filling a form in, in a browser: about a person, a case, a referral or nobody; drafts, files, and reading answers."""
