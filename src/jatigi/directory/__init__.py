"""Services of organisations at places: for whom, when, how to be referred, and whether there is room.

Verbs: service.propose, service.update, service.suspend, service.assure.
"""
