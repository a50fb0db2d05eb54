"""The story of a case: how its steps are written, and how they are told."""
