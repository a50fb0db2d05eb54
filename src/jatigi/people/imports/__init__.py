"""Many records at once: `rows` what one says, `actions` how they are written, all or none.

A list as a file: `files` brought, checked, written · `columns` which column is which · `values` what a cell says ·
`judging` what would become of each row · `twins` twice in one list · `suspects` who may be somebody known · `template` the empty list · `tasks`.
"""
