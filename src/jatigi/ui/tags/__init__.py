"""The tags of a page, by what they are for; `templatetags/ui.py` offers them as one library."""
