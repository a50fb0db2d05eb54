"""What happened to a referral, and who is told."""
