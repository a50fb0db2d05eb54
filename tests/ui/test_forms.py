"""Questions as people answer them: dates in parts, choices as cards, errors beside the field."""

from datetime import date

import pytest
from django import forms
from django.forms.renderers import DjangoTemplates
from django.template import Context, Template
from django.utils import translation
from django.utils.translation import gettext_lazy as _

from jatigi.ui.forms import (
    INPUTS,
    DateField,
    PartialDateField,
    RadioCards,
    Renderer,
    Select,
    summary_of,
)

TODAY = date(2026, 11, 21)


class Welcome(forms.Form):
    name = forms.CharField(label="Nom", help_text="Un seul nom suffit.")
    reason = forms.ChoiceField(
        label="Que cherche la personne ?",
        choices=[("bed", "Un lit"), ("call", "Un appel")],
        widget=RadioCards(hints={"bed": "Trois lits libres"}),
    )
    arrived = DateField(label="Arrivée", latest=lambda: TODAY)
    born = PartialDateField(label="Naissance", required=False)


def filled(**answers: str) -> Welcome:
    whole = {
        "name": "Awa",
        "reason": "bed",
        "arrived_day": "1",
        "arrived_month": "11",
        "arrived_year": "2026",
    }
    return Welcome({**whole, **answers})


def test_a_date_is_read_from_its_parts() -> None:
    form = filled()
    assert form.is_valid()
    assert form.cleaned_data["arrived"] == date(2026, 11, 1)
    assert form.cleaned_data["born"] is None


def test_arabic_figures_are_figures() -> None:
    form = filled(arrived_day="٢", arrived_year="٢٠٢٦")
    assert form.is_valid()
    assert form.cleaned_data["arrived"] == date(2026, 11, 2)


@pytest.mark.parametrize(
    ("parts", "sentence"),
    [
        ({"arrived_day": ""}, "La date est incomplète\u00a0: indiquez le jour, le mois et l’année."),
        ({"arrived_day": "31", "arrived_month": "2"}, "Ce jour n’existe pas dans le calendrier."),
        ({"arrived_day": "le 3"}, "Écrivez la date en chiffres, par exemple 27 3 1998."),
        ({"arrived_year": "26"}, "Écrivez l’année avec quatre chiffres."),
        ({"arrived_day": "22"}, "Cette date est dans le futur."),
        (
            {"arrived_day": "", "arrived_month": "", "arrived_year": ""},
            "Indiquez le jour, le mois et l’année.",
        ),
    ],
)
def test_a_date_that_cannot_be_is_explained_and_kept(parts: dict[str, str], sentence: str) -> None:
    with translation.override("fr"):
        form = filled(**parts)
        assert form.errors["arrived"] == [sentence]
        drawn = str(form["arrived"].as_field_group())
    for value in parts.values():
        assert not value or f'value="{value}"' in drawn


@pytest.mark.parametrize(
    ("parts", "known"),
    [
        ({"born_year": "1998"}, (1998, None, None)),
        ({"born_year": "1998", "born_month": "3"}, (1998, 3, None)),
        ({"born_year": "1998", "born_month": "3", "born_day": "27"}, (1998, 3, 27)),
    ],
)
def test_a_birth_may_be_known_in_part(
    parts: dict[str, str], known: tuple[int, int | None, int | None]
) -> None:
    form = filled(**parts)
    assert form.is_valid()
    assert form.cleaned_data["born"] == known


def test_a_day_without_its_month_is_not_a_birth() -> None:
    assert not filled(born_year="1998", born_day="27").is_valid()


def test_a_partial_date_is_shown_again() -> None:
    form = Welcome(initial={"born": (1998, 3, None), "arrived": TODAY})
    assert 'name="born_year" value="1998"' in str(form["born"])
    assert 'name="arrived_day" value="21"' in str(form["arrived"])


def test_the_error_stands_by_its_field_and_is_announced() -> None:
    drawn = str(filled(name="")["name"].as_field_group())
    assert 'aria-describedby="id_name_helptext id_name_error"' in drawn
    assert 'aria-invalid="true"' in drawn
    assert 'id="id_name_error"' in drawn


def test_the_summary_leads_to_the_first_control_of_each_field() -> None:
    with translation.override("fr"):
        form = Welcome({"arrived_day": "31", "arrived_month": "2", "arrived_year": "2026"})
        assert summary_of(form) == [
            ("id_name", "Nom\u00a0: Ce champ est obligatoire."),
            ("id_reason_0", "Que cherche la personne ? Ce champ est obligatoire."),
            ("id_arrived_0", "Arrivée\u00a0: Ce jour n’existe pas dans le calendrier."),
        ]
        assert summary_of(Welcome()) == []


def test_what_was_typed_is_escaped() -> None:
    drawn = str(filled(name="<script>alert(1)</script>")["name"].as_field_group())
    assert "<script>" not in drawn


@pytest.mark.parametrize("widget", [*INPUTS, forms.Textarea])
def test_what_is_written_here_is_what_the_templates_of_the_framework_say(widget: type[forms.Widget]) -> None:
    for attributes in ({}, {"required": True, "hidden": False, "id": 'i"d', "min": 1}):
        for value in (None, "", "a\"<b>'é\n", 5):
            ours = widget(attributes).render("n<", value, renderer=Renderer())
            assert ours == widget(attributes).render("n<", value, renderer=DjangoTemplates())


def test_a_list_of_choices_is_drawn_for_its_answer_and_its_language() -> None:
    class Asked(forms.Form):
        need = forms.ChoiceField(choices=[("", _("all")), ("Mali", [("ML07", "Gao")])], widget=Select)

    with translation.override("fr"):
        french = [str(Asked(data)["need"]) for data in ({}, {"need": "ML07"}, {})]
    with translation.override("en"):
        english = str(Asked({})["need"])
    assert french[0] == french[2] != french[1]
    assert '<option value="ML07" selected>Gao</option></optgroup>' in french[1]
    assert (">all<" in english, ">all<" in french[0]) == (True, False)


def test_what_is_remembered_says_nothing_but_its_value() -> None:
    page = Template(
        "{% for one in rows %}{% remembered one as it %}{{ it }}{{ secret }}{{ one }};{% endremembered %}{% endfor %}"
    )
    drawn = [page.render(Context({"rows": [1, "<", 1], "secret": word})) for word in ("a", "b")]
    assert drawn == ["1;&lt;;1;"] * 2
