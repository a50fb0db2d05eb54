"""What is to be done in a case: by hand, by rule, from the plan, or because another room's act entails it."""
