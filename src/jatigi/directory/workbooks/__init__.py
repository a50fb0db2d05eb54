"""Workbooks that say who does what where, as agencies keep them: read, recognised, confirmed by a person, brought in.

`opening` the file within limits · `headings` which column says what · `tables` the table in a sheet · `cells` what a cell
means · `reading` rows as statements · `recognising` organisations, places and needs in them · `judging` what would become
of each row · `told` the judgement for programs · `template` our own workbook.
"""
