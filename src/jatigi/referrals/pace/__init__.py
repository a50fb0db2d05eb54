"""How fast services answer: counted from all referrals, kept only where so many answered that it tells of nobody."""
