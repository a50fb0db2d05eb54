"""What the room tells the others."""
