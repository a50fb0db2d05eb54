"""Lists of people as files: brought, checked, written or gone within a day."""
