"""Plain typed Python that knows no database and no page.

The rooms call it with values and get values back; what went wrong is a reason code, never a sentence.
Nothing here imports Django or another room.
"""
