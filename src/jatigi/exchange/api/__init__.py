"""The JSON interface under `/api/v1/`, described at `/api/v1/openapi.json`.

Reads are the `api.py` of each room; writes are the registered actions, one operation each, with
schemas from their signatures. A token belongs to a person and a purpose.
"""
