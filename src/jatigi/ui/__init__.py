"""What every page is made of: base templates, components, forms, icons, printed sheets, error pages.

A page extends `ui/base.html` and is composed of the tags of `{% load ui %}`; `style/` shows them all.
The assets (styles, behaviours, fonts, icons, the form island) are built from `frontend/`.
Nothing here knows the domain: rooms register their menu entries in `nav`, and the project
names with `UI_SHELL` the function that says who is working, for which organisation, on which node.
"""
