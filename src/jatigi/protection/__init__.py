"""On which basis data is held and shared: purposes, categories, the ledger of lawful bases, grants.

The ledger is append-only: an agreement, its refusal, its second look and its withdrawal are rows.
A grant opens one object to one organisation for one purpose, as long as its basis lives.
Agreements between organisations (`agreements`) are the other half of what sending asks for.
Verbs: basis.record, basis.record_answers (one conversation), basis.withdraw, basis.look_again,
basis.escalate; the consent screen, protecting first, the neutral sheet.
"""
