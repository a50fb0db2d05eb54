"""What is noticed when nobody answers."""
