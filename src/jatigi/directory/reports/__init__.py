"""What somebody on the spot says of a service, and how it was settled."""
