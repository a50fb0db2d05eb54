"""Groups of commitments that ask for the same: proposed by likeness, confirmed or refused by a person."""
