"""Questionnaires: from a reviewable XLSForm source to encrypted answers and to what follows from them.

Verbs: publish a form · fill it · submit an answer (checked against its version, refused whole) · compute
a result, and again. Kept apart: `Answer` and `Result` (restricted: case workers and supervisors) and
`Outcome`, the band and what to do at once, for everybody who works with the person.

`instruments/` sources · `conversion` XLSForm → XForm · `shape` and `expressions` what a version asks ·
`submission` what was sent · `scoring` the registry of functions · `results` reading ·
`following` hooks that higher rooms register with.
"""
