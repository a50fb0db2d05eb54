"""One folder per outside format or partner. `api`: the JSON interface under /api/v1/."""
