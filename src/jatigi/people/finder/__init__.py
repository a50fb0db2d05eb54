"""Finding a person again: one index of the whole node in the memory of one process, asked by all others.

`records` reads the store, `index` holds the engine and follows the journal, `server` and `client` speak `wire`
over a socket of this machine, `masks` says whom an access may be told of, `secrecy` keeps the memory off every disk.
`docs/adr/0006-search-in-memory.md`.
"""
