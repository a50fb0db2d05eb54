"""The agenda of an event, and what it should take up."""
