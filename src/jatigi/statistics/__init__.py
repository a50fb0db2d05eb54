"""Counts: the monthly report of a site, internal to its organisation; the figures of the network, for the secretariat.

Reads only, without names. The monthly report looks at one organisation under a service access and is not for publication.
What is about the whole network passes the gate of `algorithms.disclosure` before it is kept (`network`).
"""
