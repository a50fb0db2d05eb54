"""Pages of referrals: the boxes, writing one, its page, the answers."""
