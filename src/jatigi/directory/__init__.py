"""Services of organisations at places: for whom, when, how to be referred, and whether there is room.

`saying` names what can be said of one, `search` finds them, `cards` says what people see of them (a hidden site never),
`schedules` knows when they are open and counts working time. Verbs: service.create, update, propose, approve, set_places,
assure, suspend, resume, end; proposal.approve, refuse, withdraw; report.make, settle.
"""
