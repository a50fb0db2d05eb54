"""Puts the rooms together: settings, addresses, command line, demonstration. The only place that knows every room."""
