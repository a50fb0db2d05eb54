"""A communiqué or minutes are pasted or uploaded; a person takes, corrects or refuses each thing that the rules propose.

The rules are `algorithms.communique`; here stands what the node knows (its organisations, aliases confirmed in a country,
its places), the text with its proposals while somebody decides, and what becomes of them: an event, who was there,
commitments with whom they ask.
"""
