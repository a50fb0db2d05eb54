"""The welcome desk and who came: visits, persons, identities, stays, groups.

A person's record belongs to one organisation; identity lives apart in a sealed table without a
reverse name. Search goes through `search.engine`, an interface that a better engine will fill.
Verbs: visit.record, person.register, person.update, stay.begin, stay.end, person.erase.
"""
