"""State machines as one dict: state → {verb: next state}."""

from collections.abc import Mapping
from typing import Any

from jatigi.kernel.errors import Conflict

Transitions = Mapping[str, Mapping[str, str]]


def advance(thing: Any, verb: str, field: str = "state") -> str:
    """Move `thing` by `verb` along its class's `TRANSITIONS`. Raises `Conflict` where the state forbids it."""
    transitions: Transitions = type(thing).TRANSITIONS
    state = getattr(thing, field)
    following = transitions.get(state, {}).get(verb)
    if following is None:
        raise Conflict(code=f"not_from_{state}")
    setattr(thing, field, following)
    return following


def allows(thing: Any, verb: str, field: str = "state") -> bool:
    """Whether `verb` is possible now."""
    return verb in type(thing).TRANSITIONS.get(getattr(thing, field), {})


def diagram(transitions: Transitions) -> str:
    """The machine as a Mermaid state diagram, for the generated documents."""
    lines = ["stateDiagram-v2"]
    for state, verbs in transitions.items():
        lines += [f"    {state} --> {following}: {verb}" for verb, following in verbs.items()]
        if not verbs:
            lines.append(f"    {state} --> [*]")
    return "\n".join(lines)
