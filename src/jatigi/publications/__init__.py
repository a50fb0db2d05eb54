"""Tables that have passed the gate, with their rule, their date and who answers for them; anybody may read them.

A table is drafted (entered by hand or pasted), judged by its own rule at once, so that a count that must not be known is
never stored, proposed, approved by a second person, published; a new version takes its place, or it is withdrawn and says so.
Other rooms ask `reading`. docs/adr/0019-what-is-published.md
"""
