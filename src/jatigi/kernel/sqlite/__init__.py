"""SQLite for several processes that write: whoever wants to write waits in a queue instead of asking again and again."""
