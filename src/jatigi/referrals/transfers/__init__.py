"""A transfer: the receiver gets the file that was agreed, and holds the case from the moment it accepts."""
