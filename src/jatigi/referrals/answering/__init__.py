"""The receiving desk's answers."""
