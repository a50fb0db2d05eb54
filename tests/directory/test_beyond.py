"""What somebody else's document says beyond ours is said again, until ours says something new."""

from typing import Any

from hypothesis import given, settings
from hypothesis import strategies as st

from jatigi.directory.hsds.beyond import beyond, together

LEAF = st.none() | st.booleans() | st.integers(-2, 2) | st.sampled_from(["", "a", "b"])
IDS = st.sampled_from(["1", "2", "3"])


def records(inner: st.SearchStrategy[Any]) -> st.SearchStrategy[Any]:
    return st.dictionaries(st.sampled_from(["id", "name", "x"]), inner, max_size=3)


JSON = st.recursive(
    LEAF,
    lambda inner: (
        records(inner)
        | st.lists(inner, max_size=3)
        | st.lists(st.builds(lambda pk, more: {**more, "id": pk}, IDS, records(inner)), max_size=3)
    ),
    max_leaves=12,
)


@settings(max_examples=200, deadline=None)
@given(JSON, JSON)
def test_their_document_comes_back(ours: Any, theirs: Any) -> None:
    assert repr_of(together(ours, beyond(ours, theirs))) == repr_of(theirs)
    assert beyond(ours, ours) == {}


def test_what_we_change_afterwards_is_said_our_way_and_the_rest_theirs() -> None:
    ours = {"name": "Soins", "phones": [{"id": "1", "number": "70"}, {"id": "2", "number": "71"}]}
    theirs = {
        "name": "Soins",
        "phones": [{"id": "9", "number": '"70"', "type": "voice"}, {"id": "2", "number": "71"}, {"id": "5"}],
        "url": "http://example.com",
    }
    kept = beyond(ours, theirs)
    changed = {"name": "Soins d’urgence", "phones": [{"id": "1", "number": "76"}]}
    assert together(changed, kept) == {
        "name": "Soins d’urgence",
        "phones": [{"id": "9", "number": "76", "type": "voice"}, {"id": "5"}],
        "url": "http://example.com",
    }


def repr_of(value: Any) -> str:
    """Equal texts are equal JSON, but for the order of keys."""
    if isinstance(value, dict):
        return "{" + ",".join(f"{key!r}:{repr_of(value[key])}" for key in sorted(value)) + "}"
    return "[" + ",".join(map(repr_of, value)) + "]" if isinstance(value, list) else repr(value)
