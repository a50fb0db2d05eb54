"""What is written so far and not sent yet."""
