"""What was written on paper first and is entered later, with the day and hour on the paper."""

from collections.abc import Mapping
from datetime import datetime, time
from typing import ClassVar

from django import forms
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from jatigi.kernel import clock
from jatigi.ui.forms import DateField

NOON = time(12)


class Answers(forms.Form):
    """A form for an action; `ALIASES`: the action's field → the form's, where the two differ."""

    ALIASES: ClassVar[Mapping[str, str]] = {}


class PaperForm(Answers):
    """What was written on paper is entered with its own date: `happened_at()` is when it happened, None for now."""

    happened_on = DateField(
        label=_("Day on the paper form"),
        required=False,
        latest=clock.today,
        help_text=_("Only for what is entered later from paper. Empty: it happens now."),
    )
    happened_time = forms.TimeField(
        label=_("Hour on the paper form"),
        required=False,
        widget=forms.TimeInput(attrs={"type": "time"}, format="%H:%M"),
        error_messages={"invalid": _("Write the hour like 14:30.")},
    )
    ALIASES: ClassVar[Mapping[str, str]] = {"happened_at": "happened_on"}

    def happened_at(self) -> datetime | None:
        day = self.cleaned_data.get("happened_on")
        if day is None:
            return None
        moment = datetime.combine(day, self.cleaned_data.get("happened_time") or NOON)
        given = bool(self.cleaned_data.get("happened_time"))
        aware = timezone.make_aware(moment)
        return aware if given else min(aware, clock.now())
