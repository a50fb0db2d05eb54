"""Services of organisations at places: for whom, when, how to be referred, and whether there is room.

`search` finds them, `cards` says what people see of them (a hidden site never), `hours` knows when they are open.
Verbs: service.create, update, set_places, assure, suspend, resume, end.
"""
