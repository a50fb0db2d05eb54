"""Where a paragraph stands: a text between those of its neighbours, so that nothing else moves when one comes in."""

DIGITS = "0123456789abcdefghijklmnopqrstuvwxyz"
BASE = len(DIGITS)


def between(low: str, high: str = "") -> str:
    """A place after `low` ("" for the beginning) and before `high` ("" for the end). No place ends with "0".

    Places are compared letter by letter, as Python compares texts. Raises `ValueError` where there is nothing between.
    """
    if high and low >= high:
        raise ValueError(f"nothing lies between {low!r} and {high!r}")
    kept, depth = "", 0
    bounded = bool(high)
    while True:
        below = DIGITS.index(low[depth]) if depth < len(low) else 0
        above = DIGITS.index(high[depth]) if bounded and depth < len(high) else BASE
        found = (below + above) // 2 if high else below + 1
        if below < found < above:
            return kept + DIGITS[found]
        bounded = bounded and below == above
        kept, depth = kept + DIGITS[below], depth + 1
