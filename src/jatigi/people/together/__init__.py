"""Families and travel groups."""
