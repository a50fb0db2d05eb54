"""What is decided about a case: urgency, procedures, hand-off, who is responsible, its end and its return."""
