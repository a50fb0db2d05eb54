"""Reproducible measurements: `./run bench NAME`. Each prints one table and compares with a named limit or peer in the same run."""
