"""Conferences, workshops, panels, meetings: what is on their agenda, who came, what was said."""
