"""A case changes hands: the one who receives opens their own, the one who gives ends theirs."""
