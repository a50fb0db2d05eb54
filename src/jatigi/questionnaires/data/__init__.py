"""Answers of a form as tables, out and in.

`columns` what stands in a table · `rows` decrypted answers as rows · `sheets` .xlsx and .csv, written as they come ·
`exporting` one file from one request · `actions` asking, deciding, making, downloading once · `tasks` the work behind ·
`bringing` answers of KoBo and ODK Central, read and checked · `forms`, `views` the pages.
"""
