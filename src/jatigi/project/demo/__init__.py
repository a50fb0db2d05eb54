"""The demonstration: invented people, institutions and three months of activity, all from one seed.

`names` and `spelling` invent names, `institutions` reads the invented sites and services of the field's institutions, `scenario` plans
what happens as a stream of plain events. Nothing in these modules knows a table; the actions of the rooms turn the plan into records.
`coordinating` is what the organisations meet for, from `data/coordination`.
"""
