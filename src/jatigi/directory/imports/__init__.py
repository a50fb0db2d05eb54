"""Services that a list holds already, brought in many at a time."""
