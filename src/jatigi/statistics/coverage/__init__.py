"""Who does what where, and what is missing: services that exist against needs seen in cases, by region.

Here and not in the directory, because only this room may look at cases too. Of cases nothing but bands is kept: no total, no
exact count, whole months that are over (codebook k). A gap is said only where the need is large enough to be shown.
"""
