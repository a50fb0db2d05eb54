"""Results: a registry of typed functions, each for a shipped form and, where it says so, for a purpose.

A function of a purpose also scores the forms that an organisation brings for it, where they ask everything that the
function reads with no other answers than it knows; whatever else they ask. A shipped form has its own function alone.
Each function has a version and gives its reasons.
"""

from collections.abc import Callable, Collection, Mapping
from dataclasses import asdict, dataclass, field
from typing import Any

from jatigi.kernel.hooks import Subject
from jatigi.questionnaires.models import Form
from jatigi.questionnaires.shape import Shape

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
    """A registered function. `form`: the shipped form that it was made for, as whose its results are told.

    `purpose`: of what other forms it scores, "" for none; `asks`: question → the answers that it knows.
    """

    name: str
    version: str
    function: Function
    form: str = ""
    purpose: str = ""
    asks: Mapping[str, Collection[str]] = field(default_factory=dict)

    def __call__(self, inputs: Mapping[str, Any]) -> Score:
        """The score of stored inputs (`inputs_of`)."""
        return self.function(inputs["values"], Facts(**inputs["facts"]))

    def reads(self, shape: Shape) -> bool:
        """Whether a form asks, at its top, all that the function reads, as choices that it knows."""
        asked = {node.name: node.choices.names or () for node in shape.root.children if node.choices}
        return all(asked.get(name) and set(asked[name]) <= set(codes) for name, codes in self.asks.items())


_registry: dict[str, Scorer] = {}


def scores(
    form: str, *, version: str, purpose: str = "", asks: Mapping[str, Collection[str]] | None = None
) -> Callable[[Function], Function]:
    """Register the function for a shipped form's code and, with `purpose` and what it `asks`, for other forms of that purpose."""
    if bool(purpose) != bool(asks):
        raise RuntimeError(f"{form}: a function for a purpose says what it asks")

    def register(function: Function) -> Function:
        if form in _registry:
            raise RuntimeError(f"two functions score {form}")
        _registry[form] = Scorer(function.__name__, version, function, form, str(purpose), asks or {})
        return function

    return register


def scorer_of(form: str) -> Scorer | None:
    """The function of a shipped form by its code; None where answers are only kept."""
    return _registry.get(form)


def scorer_for(form: Form, shape: Shape) -> Scorer | None:
    """The function for answers to a version of a form; None where they are only kept.

    Of several for an organisation's own form that which reads most of its questions.
    """
    if form.organisation_id is None:
        return scorer_of(form.code)
    fitting = [one for one in _registry.values() if one.purpose == form.purpose and one.reads(shape)]
    return max(fitting, key=lambda one: len(one.asks), default=None)


def told_as(function: str, otherwise: str) -> str:
    """The shipped form as whose a function's results are told; `otherwise` where it is registered no longer."""
    return next((one.form for one in _registry.values() if one.name == function and one.form), otherwise)


def inputs_of(values: Values, subject: Subject | None) -> dict[str, Any]:
    """Everything that a function reads, to be stored beside its result; without facts where it is about nobody."""
    facts = Facts(subject.youngest, subject.own_national) if subject is not None else Facts()
    return {"values": dict(values), "facts": asdict(facts)}
