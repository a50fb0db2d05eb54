"""Recommendations and decisions: their exact words, whom they are addressed to, until when, and what became of them."""
