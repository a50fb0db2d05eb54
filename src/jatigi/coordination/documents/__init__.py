"""Files of bodies and events."""
