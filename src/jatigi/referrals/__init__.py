"""Asking another organisation for a service, with no more of the person than was agreed.

A referral is a snapshot, not a window: the receiving desk sees the fields that were ticked and
nothing else, answers in time, and reports the outcome.
Verbs: referral.send, write, recall (`actions`); receive, accept, waitlist, decline, redirect, serve, not_reached,
complete, confirm_erasure (`answering`); remind, escalate, expire (`watching`).
"""
