"""The desk on duty: whom an emergency reaches at an organisation, at any hour."""
