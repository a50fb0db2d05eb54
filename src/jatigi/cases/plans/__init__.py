"""The case plan: goals and actions agreed with the person, saved as a whole, approved by a supervisor."""
