"""Sessions of an event, and what was said in them."""
