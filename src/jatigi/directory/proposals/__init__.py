"""Changes that somebody proposes to a service, and what became of them."""
