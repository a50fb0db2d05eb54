"""The first screening as a blank sheet."""

from django.utils.translation import get_language

from jatigi.algorithms.scoring.screening_questions import ANSWERS, QUESTIONS


def questions() -> list[tuple[str, str, list[str]]]:
    """The wording of every question with its hint and its answers; no yes and no where a number is written."""
    english = get_language() == "en"
    answers = [pair[english] for pair in ANSWERS.values()]
    return [
        (
            question.english if english else question.french,
            question.english_hint if english else question.french_hint,
            answers if question.kind == "yes_no" else answers[2:],
        )
        for question in QUESTIONS
    ]
