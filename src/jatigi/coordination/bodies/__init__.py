"""Networks, working groups, committees: who sits in them, and what they do when."""
