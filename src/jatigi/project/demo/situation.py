"""What a traveller is like behind the record: facts of the journey, from which answers, needs, urgency and tracks follow."""

import random
from collections.abc import Mapping
from dataclasses import dataclass

QUESTIONS = (
    "in_danger", "needs_care", "child_alone", "violence", "held", "unpaid_work", "papers_taken", "debt", "afraid_to_return",
    "someone_to_rely_on", "ate_and_slept", "daily_difficulty",
)  # fmt: skip


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


def imagined(
    rng: random.Random, rates: Mapping[str, float], *, sex: str, age: int, child_alone: bool
) -> Situation:
    """A situation drawn from the rates of a journey."""
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
        in_danger=rng.random() < (0.20 if partner_violence or facts["unpaid_work"] else 0.03),
        child_alone=child_alone,
    )


def answers(facts: Situation, rng: random.Random) -> tuple[tuple[str, str], ...]:
    """What the person says to the screening's questions: mostly what is so, now and then nothing."""
    truth = {
        "in_danger": facts.in_danger,
        "needs_care": facts.ill,
        "child_alone": facts.child_alone,
        "violence": facts.violence or facts.partner_violence,
        "held": facts.held,
        "unpaid_work": facts.unpaid_work,
        "papers_taken": facts.papers_taken,
        "debt": facts.debt,
        "afraid_to_return": facts.afraid_to_return,
        "someone_to_rely_on": not facts.alone,
        "ate_and_slept": not facts.hungry,
        "daily_difficulty": facts.disability or facts.pregnant,
    }
    return tuple((question, _said(truth[question], question, rng)) for question in QUESTIONS)


def danger(facts: Situation) -> tuple[str, ...]:
    """The questions about danger now that are answered yes at the door."""
    asked = {
        "in_danger": facts.in_danger,
        "needs_care": facts.ill and facts.hungry,
        "child_alone": facts.child_alone,
    }
    return tuple(question for question, so in asked.items() if so)


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


def urgency(facts: Situation) -> str:
    """Triage: immediate for life, safety or a child alone; high, medium and low after the weight of the facts."""
    if facts.child_alone or facts.in_danger:
        return "immediate"
    weight = (
        2 * (facts.ill + facts.partner_violence + facts.afraid_to_return)
        + facts.violence + facts.held + facts.distressed + facts.pregnant + facts.disability
    )  # fmt: skip
    return "high" if weight >= 4 else "medium" if weight >= 2 else "low"


def _said(so: bool, question: str, rng: random.Random) -> str:
    chance = rng.random()
    if chance < 0.03:
        return "unknown"
    if chance < 0.08 and question in ("violence", "held", "unpaid_work", "afraid_to_return"):
        return "unsaid"
    return "yes" if so else "no"
