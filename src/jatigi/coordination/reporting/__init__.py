"""Follow-up reports by one click: what an event, a body, a framework or a period asked for, and what became of it.

As a page and as .docx, by theme, what is overdue first; no name of a person but those that stand in a text.
"""
