"""What somebody does about commitments, by when, measured how, reported when."""
