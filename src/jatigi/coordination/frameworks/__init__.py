"""Compacts, policies, plans, treaties and laws as versioned trees with source and validity."""
