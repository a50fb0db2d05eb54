"""Results: a registry of typed functions by form code. Each has a version and gives its reasons."""

from collections.abc import Callable, Mapping
from dataclasses import asdict, dataclass
from typing import Any

from jatigi.kernel.hooks import Subject

Values = Mapping[str, Any]
"""An answer's `values`."""


@dataclass(frozen=True, slots=True)
class Facts:
    """What the registration says of the person and a function may need, as it was when the answers were given.

    `age`: the lowest that is plausible, in years; `own_national`: of the country where they are. None: not known.
    """

    age: int | None = None
    own_national: bool | None = None


@dataclass(frozen=True, slots=True)
class Score:
    """What a function says: `band` a code of its form's bands, `to_do` codes of `codes.ToDo`, `reasons` as JSON.

    `flags`: codes that others may follow, as a case does.
    """

    band: str
    flags: tuple[str, ...]
    to_do: tuple[str, ...]
    reasons: dict[str, Any]


Function = Callable[[Values, Facts], Score]


@dataclass(frozen=True, slots=True)
class Scorer:
    """A registered function."""

    name: str
    version: str
    function: Function

    def __call__(self, inputs: Mapping[str, Any]) -> Score:
        """The score of stored inputs (`inputs_of`)."""
        return self.function(inputs["values"], Facts(**inputs["facts"]))


_registry: dict[str, Scorer] = {}


def scores(form: str, *, version: str) -> Callable[[Function], Function]:
    """Register the function for a form's code."""

    def register(function: Function) -> Function:
        if form in _registry:
            raise RuntimeError(f"two functions score {form}")
        _registry[form] = Scorer(function.__name__, version, function)
        return function

    return register


def scorer_of(form: str) -> Scorer | None:
    """The function for a form's code; None where answers are only kept."""
    return _registry.get(form)


def inputs_of(values: Values, subject: Subject | None) -> dict[str, Any]:
    """Everything that a function reads, to be stored beside its result; without facts where it is about nobody."""
    facts = Facts(subject.youngest, subject.own_national) if subject is not None else Facts()
    return {"values": dict(values), "facts": asdict(facts)}
