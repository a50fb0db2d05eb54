"""A lost second factor is given back on site, by two people."""
