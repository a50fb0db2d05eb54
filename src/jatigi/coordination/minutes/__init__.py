"""What was said and decided in an event, written by several members at once, in versions."""
