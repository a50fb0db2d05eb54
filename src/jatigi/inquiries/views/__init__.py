"""Pages of the room: asking, and deciding about what others ask."""
