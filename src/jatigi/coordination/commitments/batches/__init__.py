"""One act over many commitments of a list: all of them or none, with what stands in the way said row by row."""
