"""The calendar of a body, as other programs subscribe to it (RFC 5545)."""
