"""The Washington Group Short Set on functioning: six difficulties, and the internationally recommended cut-off.

Washington Group on Disability Statistics: the cut-off is met where at least one of the six domains is answered "a lot of
difficulty" or "cannot do at all". The set is for people of five years and more; from two to seventeen the Child
Functioning Module is recommended. It serves to see who needs an adaptation, never to grant or refuse a right.

A domain that was not asked, not known or refused says neither yes nor no: an identifier is False only where all six
domains are answered. The group's own tables count such a person as without; for one person in front of us that would be
wrong (ours, à confirmer).
"""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Literal

FUNCTION_VERSION = "washington-group/1"

Domain = Literal["seeing", "hearing", "walking", "remembering", "self_care", "communicating"]
Band = Literal["reached", "open", "below", "not_for_age"]

DOMAINS: tuple[Domain, ...] = ("seeing", "hearing", "walking", "remembering", "self_care", "communicating")
NONE, SOME, A_LOT, CANNOT = 1, 2, 3, 4
REFUSED, NOT_KNOWN = 7, 9
ANSWERS = (NONE, SOME, A_LOT, CANNOT, REFUSED, NOT_KNOWN)
YOUNGEST = 5
ADULT = 18


class FunctioningError(ValueError):
    """An answer that the question does not have; the argument names the domain."""


@dataclass(frozen=True, slots=True)
class Functioning:
    """`some`, `two_or_a_lot`, `a_lot`, `cannot`: the group's identifiers 1 to 4, None where the answers leave it open.

    `a_lot` is the recommended cut-off, which `band` tells. `causes`: the domains with a lot of difficulty or more;
    `to_ask`: those not asked or not known. `child_module`: the module for children would say more.
    """

    version: str
    band: Band
    some: bool | None
    two_or_a_lot: bool | None
    a_lot: bool | None
    cannot: bool | None
    causes: tuple[Domain, ...]
    to_ask: tuple[Domain, ...]
    child_module: bool


def assess(answers: Mapping[str, int], *, age: int | None = None) -> Functioning:
    """What follows from the answers by domain; those left out were not asked. Raises `FunctioningError`."""
    for name, answer in answers.items():
        if name not in DOMAINS or answer not in ANSWERS:
            raise FunctioningError(name)
    given = {domain: answers.get(domain, NOT_KNOWN) for domain in DOMAINS}
    graded = [answer for answer in given.values() if answer <= CANNOT]
    whole = len(graded) == len(DOMAINS)
    a_lot = _reached(sum(answer >= A_LOT for answer in graded) >= 1, whole)
    two = sum(answer >= SOME for answer in graded) >= 2
    return Functioning(
        version=FUNCTION_VERSION,
        band=_band(a_lot, age),
        some=_reached(any(answer >= SOME for answer in graded), whole),
        two_or_a_lot=_reached(two or a_lot is True, whole),
        a_lot=a_lot,
        cannot=_reached(any(answer == CANNOT for answer in graded), whole),
        causes=tuple(domain for domain, answer in given.items() if A_LOT <= answer <= CANNOT),
        to_ask=tuple(domain for domain, answer in given.items() if answer == NOT_KNOWN),
        child_module=age is not None and age < ADULT,
    )


def read(form: Mapping[str, str]) -> dict[str, int]:
    """The answers of a filled form by domain; empty ones were not asked. Raises `FunctioningError`."""
    found: dict[str, int] = {}
    for domain in DOMAINS:
        text = (form.get(domain) or "").strip()
        if text and text not in map(str, ANSWERS):
            raise FunctioningError(domain)
        if text:
            found[domain] = int(text)
    return found


def _reached(found: bool, whole: bool) -> bool | None:
    return True if found else False if whole else None


def _band(a_lot: bool | None, age: int | None) -> Band:
    if age is not None and age < YOUNGEST:
        return "not_for_age"
    return "open" if a_lot is None else "reached" if a_lot else "below"
