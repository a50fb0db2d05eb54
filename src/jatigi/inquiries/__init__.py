"""Asking the other organisations of the node whether they know a person, without learning who they are.

Whoever asks always gets the same answer, « demande transmise ». Matching runs later, in every organisation alike;
whoever holds a likely record decides with the person whether to make themselves known. A yes brings the contact that
the person allows; a no and silence bring nothing, ever, and the question ends by its date.
Verbs: inquiry.ask, inquiry.make_known, inquiry.keep_quiet; by itself: inquiry.match, inquiry.end.
"""
