"""Services as Open Referral HSDS 3.0 writes them: out (`documents`) and in (`reading`, `actions`).

What the standard says and this model does not know is kept beside the row (`beyond`) and said again.
"""
