"""What was said in a room, until it is done: bodies, events, commitments, measures, frameworks. No personal data about migrants.

A *body* (network, working group, committee) holds *events*; in an event, or in a text, a *commitment* is made: a
recommendation or a decision with the exact passage, whom it is addressed to and until when. A *measure* answers
commitments: somebody responsible, an indicator, reports with evidence. A *framework* (compact, plan, treaty, law) is a
tree of versioned items that commitments, measures and projects point to.
"""
