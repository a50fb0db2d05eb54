"""Good practices from any country of the consortium: written, reviewed by another organisation, found by situation."""
