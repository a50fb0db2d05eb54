"""Counts: the monthly report of a site, internal to its organisation.

Reads only, without names, under a service access that looks at one organisation. What leaves the
house passes a gate (`algorithms.disclosure`) that is built later: nothing here is for publication.
"""
