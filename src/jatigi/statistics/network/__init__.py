"""Figures of the network for the secretariat: how well referrals are answered, about nobody.

Here and not with the referrals, because this room counts and shows numbers of all others and keeps nothing else. A job counts
a quarter (`counting`), makes it fit to be shown (`algorithms.disclosure`) and keeps that alone (`models.NetworkFigures`):
what is withheld is not in the table that pages, print and files are made from. docs/adr/0017-figures-of-the-network.md
"""
