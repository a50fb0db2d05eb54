"""Agreements between two countries: clauses, what each side owes, whether each keeps it, and the next joint commission."""
