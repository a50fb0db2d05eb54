"""The traveller's rights by corridor: one sheet of paper that anybody may read, and the lines it is made of."""
