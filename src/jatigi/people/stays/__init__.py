"""Beds for the night."""
