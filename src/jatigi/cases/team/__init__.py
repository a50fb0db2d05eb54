"""Who works on cases, how much each has to do, and what waits for a supervisor."""
