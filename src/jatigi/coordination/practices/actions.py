"""Writing, reviewing, publishing and withdrawing good practices."""

from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from jatigi.coordination import cleaning
from jatigi.coordination.codes import Theme
from jatigi.coordination.practices import rules
from jatigi.coordination.practices.models import PlaceType, Practice, PracticeState
from jatigi.kernel import clock, states, text
from jatigi.kernel.access import Purpose
from jatigi.kernel.actions import Act, action, creation
from jatigi.kernel.errors import Conflict, Invalid
from jatigi.kernel.hooks import Notice
from jatigi.places.models import Country

OVERSIGHT = Purpose.OVERSIGHT
LONG = 4000


@creation("practice.write", Practice, allow=rules.may_tell, purpose=OVERSIGHT)
def write(
    act: Act,
    *,
    title: str,
    theme: str,
    country: str,
    problem: str,
    done: str,
    evidence: str,
    cost: str,
    conditions: str,
    contact: str,
    place_type: str = PlaceType.ANYWHERE,
) -> Practice:
    """A draft of the own organisation. Raises `Invalid` by field."""
    made = Practice(organisation_id=act.organisation)
    _say(made, title, theme, country, problem, done, evidence, cost, conditions, contact, place_type)
    made.save()
    return made


@action("practice.change", Practice, allow=rules.holds, purpose=OVERSIGHT)
def change(
    act: Act,
    practice: Practice,
    *,
    title: str,
    theme: str,
    country: str,
    problem: str,
    done: str,
    evidence: str,
    cost: str,
    conditions: str,
    contact: str,
    place_type: str = PlaceType.ANYWHERE,
) -> Practice:
    """Another text of a draft. Raises `Invalid`, `Conflict` once it was submitted."""
    if practice.state != PracticeState.DRAFT:
        raise Conflict(_("Only a draft can be changed: take it back first."), code="no_draft")
    _say(practice, title, theme, country, problem, done, evidence, cost, conditions, contact, place_type)
    practice.save()
    act.touched("title", "problem", "done", "evidence")
    return practice


@action("practice.step", Practice, allow=rules.holds, purpose=OVERSIGHT)
def step(act: Act, practice: Practice, *, verb: str, why: str = "") -> Practice:
    """Submit, publish, withdraw (with the reason) or revise. Raises `Invalid`, `Conflict`."""
    if verb not in ("submit", "publish", "withdraw", "revise"):
        raise Conflict(code="not_a_step")
    states.advance(practice, verb)
    practice.why = text.clean(why, "why", limit=500, needed=verb == "withdraw")
    if verb == "revise":
        practice.reviewer, practice.review, practice.reviewed_on = None, "", None
    practice.save()
    act.touched("state")
    return practice


@action("practice.review", Practice, allow=rules.may_review, purpose=OVERSIGHT)
def review(act: Act, practice: Practice, *, approved: bool, words: str) -> Practice:
    """What another organisation says of it: it holds, or it goes back to its author. Raises `Invalid`."""
    states.advance(practice, "approve" if approved else "send_back")
    practice.review = text.clean(words, "words", limit=1000, needed=True, lines=True)
    practice.reviewer_id, practice.reviewed_on = act.organisation, clock.today()
    practice.save()
    act.touched("state", "review")
    words_of = (
        _("Another organisation reviewed your practice: you can publish it.")
        if approved
        else _("Another organisation reviewed your practice and sends it back.")
    )
    url = reverse("coordination:practice", args=[practice.pk])
    act.tell(Notice("practice.reviewed", words_of, url, practice.organisation_id, rules.WRITERS))
    return practice


def _say(
    practice: Practice,
    title: str,
    theme: str,
    country: str,
    problem: str,
    done: str,
    evidence: str,
    cost: str,
    conditions: str,
    contact: str,
    place_type: str,
) -> None:
    practice.title = text.clean(title, "title", limit=200, needed=True)
    practice.theme = cleaning.among(theme, "theme", Theme.values)
    if not Country.objects.filter(pk=country, consortium=True).exists():
        raise Invalid(country=_("Choose a country from the list."))
    practice.country_id = country
    practice.place_type = cleaning.among(place_type, "place_type", PlaceType.values)
    for name, value in {
        "problem": problem,
        "done": done,
        "evidence": evidence,
        "conditions": conditions,
    }.items():
        setattr(practice, name, text.clean(value, name, limit=LONG, needed=True, lines=True))
    practice.cost = text.clean(cost, "cost", needed=True)
    practice.contact = text.clean(contact, "contact", limit=200, needed=True)
    if "@" in contact and "." in contact.partition("@")[0]:
        raise Invalid(contact=_("Write a function and its office, not the address of a person."))
