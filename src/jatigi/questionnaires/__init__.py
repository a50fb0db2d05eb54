"""Forms as XLSForm sources, filled with ODK Web Forms, kept as encrypted answers pinned to a version.

A typed Python function turns answers into a band and flags; the result keeps inputs and versions.
Verbs: form.publish, answer.submit.
"""
