"""What leaves the house: drafts, referrals, several at once for those who belong together."""
