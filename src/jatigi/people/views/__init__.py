"""Pages of the welcome desk."""
