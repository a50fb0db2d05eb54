"""The determinants assessment: every factor of the model at its four levels, weighed against each other.

Levels and factors are those of the IOM determinants of migrant vulnerability (Handbook on Protection and Assistance
for Migrants Vulnerable to Violence, Exploitation and Abuse, part 1): each factor is a risk, protects, is neutral or is
unknown, and vulnerability is risks against protection. The handbook gives no weights and no threshold: how many levels
make which band is ours, à confirmer. What nobody assessed is unknown, and what is unknown never protects.
"""

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Literal, cast, get_args

from jatigi.algorithms.scoring.determinants import LEVELS, Effect, Level

FUNCTION_VERSION = "assessment/1"

Tilt = Literal["risk", "open", "protective"]
Weight = Literal["several", "one", "open", "protected"]

FACTORS: Mapping[Level, tuple[str, ...]] = {
    "IND": (
        "age", "sex", "origin", "orientation_and_gender", "personal_history", "physical_health", "mental_health",
        "disability", "education", "resources", "status", "beliefs",
    ),
    "HHF": (
        "household", "socioeconomic", "family_migration", "livelihood", "family_education", "gender_discrimination",
        "family_dynamics", "role", "migration_debt",
    ),
    "COM": ("services", "fair_access", "income", "environment", "social_norms", "networks"),
    "STR": (
        "conflict", "political_system", "migration_policy", "economy", "rule_of_law", "human_rights",
        "institutional_discrimination", "security",
    ),
}  # fmt: skip
"""The factors of each level, in the order of the form."""

WEIGHTS: tuple[Weight, ...] = ("several", "one", "open", "protected")
SEVERAL = 2
"""At how many levels risks must outweigh what protects for the heaviest band (ours, à confirmer)."""


class AssessmentError(ValueError):
    """A factor that the model does not have, or an effect that a factor cannot have; the argument names it."""


@dataclass(frozen=True, slots=True)
class Balance:
    """One level: how many of its factors have each effect, and to which side it tilts."""

    level: Level
    counts: Counter[Effect]
    tilt: Tilt


@dataclass(frozen=True, slots=True)
class Assessment:
    """`effects`: every factor by level; `to_ask`: those that are unknown, as (level, factor)."""

    version: str
    effects: Mapping[Level, Mapping[str, Effect]]
    balances: tuple[Balance, ...]
    weight: Weight
    to_ask: tuple[tuple[Level, str], ...]


def assess(answers: Mapping[Level, Mapping[str, str]]) -> Assessment:
    """What the factors come to; one that is left out is unknown. Raises `AssessmentError`."""
    effects = {level: _effects(level, answers.get(level, {})) for level in LEVELS}
    balances = tuple(_balance(level, effects[level]) for level in LEVELS)
    unknown = (
        (level, name) for level in LEVELS for name, does in effects[level].items() if does == "unknown"
    )
    return Assessment(FUNCTION_VERSION, effects, balances, _weight(balances), tuple(unknown))


def _effects(level: Level, given: Mapping[str, str]) -> dict[str, Effect]:
    for name, effect in given.items():
        if name not in FACTORS[level] or effect not in get_args(Effect):
            raise AssessmentError(f"{level}.{name}")
    return {name: cast(Effect, given.get(name, "unknown")) for name in FACTORS[level]}


def _balance(level: Level, effects: Mapping[str, Effect]) -> Balance:
    """Protection outweighs only where it would also if everything unknown were a risk."""
    counts = Counter(effects.values())
    if counts["risk"] > counts["protective"]:
        return Balance(level, counts, "risk")
    protects = counts["protective"] > counts["risk"] + counts["unknown"]
    return Balance(level, counts, "protective" if protects else "open")


def _weight(balances: tuple[Balance, ...]) -> Weight:
    tilts = Counter(balance.tilt for balance in balances)
    if tilts["risk"] >= SEVERAL:
        return "several"
    if tilts["risk"]:
        return "one"
    return "open" if tilts["open"] else "protected"
