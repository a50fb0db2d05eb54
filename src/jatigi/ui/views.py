"""The living style guide: every component with its states, from which all pages are built."""

from datetime import date, datetime, timedelta
from types import SimpleNamespace
from typing import Any
from zoneinfo import ZoneInfo

from django import forms
from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render

from jatigi.kernel.http import Request, public
from jatigi.ui.forms import CheckboxCards, DateField, PartialDateField, RadioCards
from jatigi.ui.shell import Link, Shell

NOON = datetime(2026, 11, 21, 14, 30, tzinfo=ZoneInfo("Africa/Bamako"))


class Sample(forms.Form):
    """One field of every kind, in the words of the welcome desk."""

    name = forms.CharField(
        label="Nom, comme la personne le dit", max_length=40, help_text="Un seul nom suffit."
    )
    reason = forms.ChoiceField(
        label="Que cherche la personne ?",
        choices=[
            ("info", "Une information"),
            ("phone", "Un appel"),
            ("bed", "Un lit"),
            ("other", "Autre chose"),
        ],
        widget=RadioCards(
            hints={"bed": "Trois lits sont libres ce soir."},
            icons={"info": "info", "phone": "phone", "bed": "bed-double", "other": "ellipsis"},
        ),
    )
    danger = forms.MultipleChoiceField(
        label="Y a-t-il un danger maintenant ?",
        required=False,
        choices=[("hurt", "Blessure ou maladie"), ("threat", "Menace"), ("child", "Enfant seul")],
        widget=CheckboxCards(short=True),
    )
    since = forms.ChoiceField(
        label="Langue", choices=[("", "Choisir…"), ("bm", "Bamanankan"), ("ff", "Fulfulde")]
    )
    arrived = DateField(label="Arrivée", help_text="Par exemple 27 3 2026.", latest=NOON.date())
    born = PartialDateField(label="Naissance", required=False, help_text="L’année seule suffit.")
    note = forms.CharField(label="Ce qui a été dit", widget=forms.Textarea, required=False)
    paper = forms.FileField(label="Document", required=False)
    agreed = forms.BooleanField(label="La personne est d’accord", required=False)


WRONG = {"name": "x" * 60, "arrived_day": "31", "arrived_month": "2", "arrived_year": "2026"}


@public()
def style(request: Request) -> HttpResponse:
    """Every component. `?theme=dark` and `?dir=rtl` show the other looks, `?errors` a form with errors."""
    form = Sample(request.POST if request.method == "POST" else WRONG if "errors" in request.GET else None)
    if request.method == "POST" and form.is_valid():
        messages.success(request, "C’est enregistré.")
        return redirect(request.path)
    context = {"form": form, "theme": request.GET.get("theme", ""), "direction": request.GET.get("dir", "")}
    return render(request, "ui/style.html", {**_content(), **context})


@public()
def sheet(request: Request) -> HttpResponse:
    """A printed sheet: neutral, one A4."""
    return render(request, "ui/style_sheet.html", {"day": date(2026, 11, 21)})


def _content() -> dict[str, Any]:
    return {
        "shell": Shell(
            person="Awa Exemple",
            role="Agente d’accueil",
            place="Maison des Migrants de Gao",
            host="l’organisation d’exemple",
            sign_out_url="#",
            switch_user_url="#",
            account_url="#",
            notifications_url="#",
            notifications=2,
            demonstration=True,
        ),
        "nav": [
            Link("Aujourd’hui", "/style/", "sun", count=4),
            Link("Accueil", "#welcome", "door-open"),
            Link("Personnes", "#people", "users-round"),
            Link("Référencements", "#referrals", "send", count=2),
        ],
        "now": NOON,
        "soon": NOON + timedelta(hours=20),
        "steps": ["Accord", "Identité", "Séjour", "Relire"],
        "parts": [
            Link("Vue d’ensemble", "#", current=True),
            Link("Plan", "#plan"),
            Link("Référencements", "#r", count=2),
            Link("Historique", "#h"),
        ],
        "figures": [
            ("Information", 124),
            ("Hébergement", 86),
            ("Appel téléphonique", 41),
            ("Soins", 23),
            ("Retour volontaire", None),
        ],
        "promises": [
            ("Rappeler la famille", NOON + timedelta(hours=20)),
            ("Consultation au CSRéf", date(2026, 11, 24)),
        ],
        "consents": [("Soins : partagé avec le CSRéf", "success"), ("Hébergement : retiré", "danger")],
        "facts": ["Femme", "environ 24 ans", "parle bamanankan, français"],
        "pairs": [("Arrivée", NOON.date()), ("De", "Agadez"), ("Vers", ""), ("Somme remise", "25 000 F CFA")],
        "rows": [
            SimpleNamespace(
                code="7K3M-Q4T", need="Hébergement", level=1, due=NOON + timedelta(hours=3), nights=2
            ),
            SimpleNamespace(
                code="2FHD-9WX", need="Document d’identité", level=2, due=NOON + timedelta(days=2), nights=14
            ),
            SimpleNamespace(
                code="M81R-C6A", need="Retour volontaire", level=3, due=NOON + timedelta(days=9), nights=1204
            ),
        ],
    }
