"""The work plan of a body."""
