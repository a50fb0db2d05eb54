"""Commitments as a workbook: brought in by thousands, or taken out, edited in a spreadsheet and brought back.

A *book* is what a file says, kept until its bringer writes it or a week is over. Every row is judged first; nothing is
written as long as a row is wrong or a cell is in conflict, and then everything at once.
"""
