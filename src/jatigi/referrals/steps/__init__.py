"""One step along the life of a referral: the state, the waiting list of its service, who still waits for an answer."""
