"""Everything open that is personally somebody's goes to a colleague in one act: when they leave, or by choice.

Each part of the room says in `parts` what it holds for a person and how it moves; nothing else knows who does what.
"""
