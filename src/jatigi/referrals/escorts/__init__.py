"""Somebody accompanies the person to the service; the day on which the person comes back to the sender."""
