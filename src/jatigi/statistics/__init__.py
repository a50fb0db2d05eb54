"""Counts: the monthly report of a site. Reads only; what leaves the house passes a gate that is built later."""
