"""Fills the node of the environment for `bench.forms` and prints what is needed: addresses, a session, a device."""

import json
import sys

import django

QUESTIONS = 1_150
"""So many make an XForm of some 600 kB, in two languages with hints."""


def main() -> None:
    django.setup()
    from django.core.management import call_command

    call_command("migrate", verbosity=0, interactive=False)
    call_command("collectstatic", verbosity=0, interactive=False)
    from django.urls import reverse

    from bench.pages_world import session
    from jatigi.people.actions import register
    from jatigi.questionnaires import actions, rules
    from tests.cast import Cast

    cast = Cast()
    person = register(
        cast.awa(), sex="male", age_group="18_59",
        basis={"kind": "consent", "form": "verbal", "language": "fr", "witness": "Oumou"},
    )  # fmt: skip
    big = actions.publish(
        rules.PUBLISHING, source=big_form(), purpose="assessment", title_fr="Long", title_en="Long"
    )
    json.dump(
        {
            "fill": reverse("questionnaires:fill", args=["big", person.pk]),
            "xform": big.xform,
            "session": session(cast.awa.account),
        },
        sys.stdout,
    )


def big_form(questions: int = QUESTIONS) -> str:
    """A long questionnaire as people bring them: groups, choices, conditions, two languages."""
    rows = [
        "| survey |",
        "| | type | name | label::Français (fr) | label::English (en) | hint::Français (fr) | relevant |",
    ]
    for number in range(questions):
        if number % 50 == 0:
            rows.append(
                f"{'' if number == 0 else '| | end group | | | | | |' + chr(10)}| | begin group | g{number} | Partie {number} | Part {number} | | |"
            )
        kind = ("select_one yes_no", "text", "integer", "select_multiple needs", "date")[number % 5]
        asked = f"${{q{number - number % 5}}} = 'yes'" if number % 5 == 3 else ""
        rows.append(
            f"| | {kind} | q{number} | Question numéro {number} posée à la personne | Question number {number} asked to the person | Expliquez avec des mots simples | {asked} |"
        )
    rows += [
        "| | end group | | | | | |",
        "| choices |",
        "| | list_name | name | label::Français (fr) | label::English (en) |",
    ]
    rows += [f"| | yes_no | {name} | {fr} | {name} |" for name, fr in (("yes", "oui"), ("no", "non"))]
    rows += [f"| | needs | n{number} | Besoin {number} | Need {number} |" for number in range(12)]
    rows += ["| settings |", "| | form_id | form_title | version |", "| | big | Long | 1 |"]
    return "\n".join(rows) + "\n"


if __name__ == "__main__":
    main()
