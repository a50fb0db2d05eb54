"""Sending on what one service could not take: the person is asked and it goes, in one gesture of the sender."""
