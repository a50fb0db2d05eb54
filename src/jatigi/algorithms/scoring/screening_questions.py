"""The wording of the first screening, in French and English, in the order in which it is asked.

Each is asked of the person, observed, or both; the hint is for the agent. No question asks for a story: yes or no is
enough, and "prefers not to say" is always an answer. Names are stable: stored answers are bound to them.
"""

from typing import Literal, NamedTuple

How = Literal["asked", "observed", "asked_or_observed"]
Kind = Literal["yes_no", "count"]


class Question(NamedTuple):
    """One question: its stable name, how and in what kind it is answered, its wording and a hint for the agent."""

    name: str
    how: How
    kind: Kind
    french: str
    english: str
    french_hint: str = ""
    english_hint: str = ""


ANSWERS = {
    "yes": ("Oui", "Yes"),
    "no": ("Non", "No"),
    "unknown": ("Ne sait pas", "Does not know"),
    "prefers_not_to_say": ("Préfère ne pas répondre", "Prefers not to say"),
}

QUESTIONS = (
    Question(
        "danger_now",
        "asked_or_observed",
        "yes_no",
        "Êtes-vous en danger en ce moment\u00a0? Par exemple, quelqu’un vous menace, vous suit ou vous retient.",
        "Are you in danger now? For example, somebody threatens you, follows you or holds you.",
        "Posez la question à l’écart de toute autre personne.",
        "Ask where nobody else can hear.",
    ),
    Question(
        "needs_care_now",
        "asked_or_observed",
        "yes_no",
        "Avez-vous besoin d’un soin aujourd’hui\u00a0: blessure, forte fièvre, douleur forte, saignement, malaise\u00a0?",
        "Do you need care today: a wound, a high fever, strong pain, bleeding, fainting?",
        "Répondez oui aussi si vous le voyez.",
        "Answer yes also if you see it.",
    ),
    Question(
        "thoughts_of_self_harm",
        "asked",
        "yes_no",
        "Vous arrive-t-il en ce moment de penser à vous faire du mal ou à ne plus vivre\u00a0?",
        "Do you at present think of hurting yourself or of no longer living?",
        "À l’écart, avec calme. Si oui, ne laissez pas la personne seule.",
        "In private, calmly. If yes, do not leave the person alone.",
    ),
    Question(
        "child_without_adult",
        "asked_or_observed",
        "yes_no",
        "La personne a-t-elle moins de 18 ans, ou le paraît-elle, sans père ni mère ni adulte qui en répond avec elle\u00a0?",
        "Is the person under 18, or do they look it, without a father, mother or adult who answers for them?",
        "Dans le doute sur l’âge, répondez oui. Un compagnon de route n’est pas un adulte qui en répond.",
        "If in doubt about the age, answer yes. A travel companion is not an adult who answers for them.",
    ),
    Question(
        "hurt_on_the_way",
        "asked",
        "yes_no",
        "Depuis votre départ, avez-vous subi des coups, une agression, un vol ou un enfermement\u00a0?",
        "Since you left, have you been beaten, assaulted, robbed or locked up?",
        "Oui ou non suffit\u00a0: ne demandez aucun récit.",
        "Yes or no is enough: ask for no story.",
    ),
    Question(
        "forced_or_controlled",
        "asked",
        "yes_no",
        "Quelqu’un vous a-t-il fait travailler ou agir contre votre gré, ou gardé vos papiers, votre argent ou votre "
        "salaire pour vous tenir\u00a0?",
        "Has anyone made you work or act against your will, or kept your papers, money or pay to hold you?",
        "Ce sont des indications, à confirmer par une personne formée. Ne demandez aucun récit.",
        "These are indications, for somebody trained to confirm. Ask for no story.",
    ),
    Question(
        "shelter_and_food_tonight",
        "asked",
        "yes_no",
        "Avez-vous pour ce soir un endroit sûr où dormir et de quoi manger\u00a0?",
        "Do you have a safe place to sleep and something to eat tonight?",
        "Si l’un des deux manque, répondez non.",
        "If either is missing, answer no.",
    ),
    Question(
        "afraid_to_return",
        "asked",
        "yes_no",
        "Si vous retourniez chez vous, risqueriez-vous quelque chose de grave\u00a0: guerre, prison, persécution, violences\u00a0?",
        "If you went back home, would you risk something grave: war, prison, persecution, violence?",
        "Ne demandez ni opinion, ni religion, ni origine.",
        "Do not ask about opinions, religion or origin.",
    ),
    Question(
        "needs_daily_help",
        "asked_or_observed",
        "yes_no",
        "Êtes-vous enceinte, allaitez-vous, ou vous faut-il de l’aide pour marcher, voir, entendre, comprendre ou prendre "
        "soin de vous (handicap, maladie, grand âge)\u00a0?",
        "Are you pregnant or nursing, or do you need help to walk, see, hear, understand or look after yourself "
        "(disability, illness, old age)?",
    ),
    Question(
        "people_in_care",
        "asked_or_observed",
        "count",
        "Combien de personnes qui voyagent avec vous sont à votre charge (enfants, malades, personnes âgées)\u00a0?",
        "How many people who travel with you depend on you (children, ill or old people)?",
        "Répondez 0 s’il n’y en a pas.",
        "Answer 0 if there is none.",
    ),
    Question(
        "someone_to_count_on",
        "asked",
        "yes_no",
        "Y a-t-il un parent ou un proche, ici ou au téléphone, sur qui vous pouvez compter\u00a0?",
        "Is there a relative or somebody close, here or by telephone, on whom you can count?",
    ),
    Question(
        "support_where_going",
        "asked",
        "yes_no",
        "Là où vous allez, pourrez-vous compter sur des soins, une école ou un travail, et des gens qui vous accueillent\u00a0?",
        "Where you are going, will you find care, school or work, and people who welcome you?",
    ),
)
