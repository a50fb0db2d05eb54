from datetime import date
from typing import Any

from django import forms
from django.utils.formats import date_format
from django.utils.translation import gettext_lazy as _

from jatigi.places.models import Site
from jatigi.statistics.report import months_until


class Choice(forms.Form):
    """Which site and which month."""

    site = forms.ChoiceField(label=_("Site"))
    month = forms.ChoiceField(label=_("Month"))

    def __init__(self, *args: Any, sites: list[Site], today: date, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["site"].choices = [(str(site.pk), site.name) for site in sites]  # type: ignore[attr-defined]
        self.fields["month"].choices = [  # type: ignore[attr-defined]
            (f"{first:%Y-%m}", date_format(first, "F Y")) for first in months_until(today)
        ]
