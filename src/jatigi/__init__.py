"""Jatigi: the working system of a national referral mechanism for people on the move."""
