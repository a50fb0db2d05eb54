"""Pages of guests: `sender` makes links and notes answers, `guest` is what opens without an account."""
