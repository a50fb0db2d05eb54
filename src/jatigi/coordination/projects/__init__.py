"""Projects and funding: who pays for what, where, for how many, for which item of a plan; and what the climate does there."""
