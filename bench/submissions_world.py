"""Fills the node of the environment for `bench.submissions`, and afterwards counts what it keeps."""

import json
import sys
from dataclasses import replace

import django

FORM = "bench_survey"


def main() -> None:
    django.setup()
    if sys.argv[1:] == ["count"]:
        _count()
    else:
        _fill()


def _fill() -> None:
    from django.core.management import call_command
    from django.urls import reverse

    call_command("migrate", verbosity=0, interactive=False)
    call_command("collectstatic", verbosity=0, interactive=False)
    from jatigi.agencies import actions as agencies
    from jatigi.kernel import clock
    from jatigi.questionnaires import actions, rules
    from tests.cast import Cast

    cast = Cast()
    actions.publish(
        rules.PUBLISHING,
        source=survey(),
        purpose="survey",
        title_fr="Enquête",
        title_en="Survey",
        about="nothing",
    )
    supervisor = replace(cast.fanta("administration"), stepped_up_at=clock.now())
    device = agencies.issue_device(supervisor, account=cast.moussa.account.pk, label="Téléphone 1")
    print(
        json.dumps(
            {
                "token": device.pk.hex,
                "secret": device.secret,  # type: ignore[attr-defined]
                "submission": reverse("exchange:openrosa_submission"),
                "answer": answer(),
            }
        )
    )


def _count() -> None:
    from jatigi.kernel.access import service_access
    from jatigi.questionnaires.models import Answer

    everything = service_access("bench", ["questionnaires.Answer"])
    rows = Answer.objects.visible_to(everything).filter(form_version__form__code=FORM)
    instances = list(rows.values_list("instance_id", flat=True))
    print(json.dumps({"all": len(instances), "distinct": len(set(instances))}))


def survey() -> str:
    """Twenty questions with conditions, as a distribution survey has them."""
    rows = ["| survey |", "| | type | name | label | relevant | constraint |"]
    for number in range(20):
        kind = ("select_one yes_no", "text", "integer", "date")[number % 4]
        asked = f"${{q{number - 2}}} = 'yes'" if number % 4 == 2 else ""
        rows.append(
            f"| | {kind} | q{number} | Question {number} | {asked} | {'. >= 0' if kind == 'integer' else ''} |"
        )
    rows += [
        "| choices |",
        "| | list_name | name | label |",
        "| | yes_no | yes | oui |",
        "| | yes_no | no | non |",
    ]
    rows += ["| settings |", "| | form_id | form_title | version |", f"| | {FORM} | Enquête | 1 |"]
    return "\n".join(rows) + "\n"


def answer() -> str:
    said = ("yes", "Le puits est loin, le marché aussi.", "4", "2026-11-20")
    nodes = "".join(f"<q{number}>{said[number % 4]}</q{number}>" for number in range(20))
    return f'<data id="{FORM}" version="1">{nodes}<meta><instanceID>uuid:INSTANCE</instanceID></meta></data>'


if __name__ == "__main__":
    main()
