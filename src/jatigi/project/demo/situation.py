"""What a traveller is like behind the record: facts of the journey, from which answers, needs, urgency and tracks follow."""

import random
from collections.abc import Mapping
from dataclasses import dataclass

from jatigi.algorithms.scoring.determinants import assess, read
from jatigi.algorithms.scoring.screening_questions import QUESTIONS


@dataclass(frozen=True, slots=True, kw_only=True)
class Situation:
    """True facts, of which the desk learns what is said."""

    violence: bool = False
    held: bool = False
    unpaid_work: bool = False
    papers_taken: bool = False
    ill: bool = False
    debt: bool = False
    afraid_to_return: bool = False
    alone: bool = False
    hungry: bool = False
    distressed: bool = False
    pregnant: bool = False
    disability: bool = False
    partner_violence: bool = False
    in_danger: bool = False
    child_alone: bool = False
    acute: bool = False
    self_harm: bool = False
    in_care: int = 0


def imagined(
    rng: random.Random, rates: Mapping[str, float], *, sex: str, age: int, child_alone: bool, in_care: int
) -> Situation:
    """A situation drawn from the rates of a journey; `in_care` is how many people depend on this one."""
    facts = {fact: rng.random() < rate for fact, rate in rates.items()}
    woman = sex == "female" and 15 <= age <= 45
    if age < 12:
        facts |= {"unpaid_work": False, "debt": False, "held": False}
    partner_violence = sex == "female" and age >= 15 and rng.random() < 0.16
    return Situation(
        **facts,
        pregnant=woman and rng.random() < 0.14,
        disability=rng.random() < 0.05,
        partner_violence=partner_violence,
        in_danger=rng.random() < (0.15 if partner_violence or facts["unpaid_work"] else 0.02),
        child_alone=child_alone,
        acute=facts["ill"] and rng.random() < 0.16,
        self_harm=facts["distressed"] and age >= 14 and rng.random() < 0.03,
        in_care=in_care,
    )


def answers(facts: Situation, rng: random.Random, *, has_bed: bool) -> tuple[tuple[str, str], ...]:
    """What the person says to the first screening: mostly what is so, now and then nothing."""
    truth = {
        "danger_now": facts.in_danger,
        "needs_care_now": facts.acute,
        "thoughts_of_self_harm": facts.self_harm,
        "child_without_adult": facts.child_alone,
        "hurt_on_the_way": facts.violence or facts.held or facts.partner_violence,
        "forced_or_controlled": facts.unpaid_work or (facts.papers_taken and facts.held),
        "shelter_and_food_tonight": has_bed or not (facts.hungry and facts.alone),
        "afraid_to_return": facts.afraid_to_return,
        "needs_daily_help": facts.disability or facts.pregnant,
        "someone_to_count_on": not facts.alone,
        "support_where_going": not (facts.debt and facts.alone),
    }
    said = {question: _said(so, question, rng) for question, so in truth.items()} | {
        "people_in_care": str(facts.in_care)
    }
    return tuple((question.name, said[question.name]) for question in QUESTIONS)


def triage(said: tuple[tuple[str, str], ...], *, age: int, national: bool) -> str:
    """The urgency that follows from the answers, as the page suggests it."""
    return assess(read(dict(said), age=age, own_national=national)).urgency


def danger(facts: Situation) -> tuple[tuple[str, str], ...]:
    """The three questions at the door, with what the desk hears or sees."""
    asked = {"now": facts.in_danger, "hurt": facts.acute, "held": facts.child_alone}
    return tuple((question, "yes" if so else "no") for question, so in asked.items())


def needs(facts: Situation, journey: str, *, age: int) -> tuple[str, ...]:
    """Which services the situation calls for, most pressing first."""
    adult, returning, back = age >= 18, journey == "returning", journey in ("expelled", "turning_back")
    free_to_return = adult and back and not facts.afraid_to_return
    wanted = (
        ("child_protection", facts.child_alone),
        ("trafficking", facts.in_danger and facts.unpaid_work),
        ("gbv", facts.partner_violence),
        ("health", facts.ill or facts.pregnant),
        ("asylum", facts.afraid_to_return and journey == "seeking_safety"),
        ("mhpss", facts.distressed),
        ("family_links", facts.child_alone or (facts.alone and facts.distressed)),
        ("legal", facts.unpaid_work and facts.held and not facts.in_danger),
        ("documents", facts.papers_taken and facts.held),
        ("reintegration", adult and returning and facts.debt),
        ("transport", adult and returning and not facts.debt),
        ("return", free_to_return and facts.hungry and facts.debt),
        ("information", free_to_return and not (facts.hungry and facts.debt)),
        ("education", facts.child_alone and not facts.ill),
        ("cash", adult and facts.hungry and facts.debt),
    )
    return tuple(need for need, so in wanted if so)


def _said(so: bool, question: str, rng: random.Random) -> str:
    chance = rng.random()
    if question in _DELICATE and chance < 0.03:
        return "prefers_not_to_say"
    if chance > 0.99:
        return "unknown"
    return "yes" if so else "no"


_DELICATE = {"thoughts_of_self_harm", "hurt_on_the_way", "forced_or_controlled", "afraid_to_return"}
