"""Plans: what is counted, targeted and reached for each item, what it costs, and what projects leave open."""
