"""What is chosen where records are joined and separated: a field for each question, made from the records."""

from collections.abc import Sequence
from typing import Any
from uuid import UUID

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from jatigi.kernel.access import Access
from jatigi.people.duplicates import lists, values
from jatigi.people.duplicates.attribution import Added
from jatigi.people.forms import fields as own
from jatigi.people.forms.fields import PersonCodeField
from jatigi.people.words import day
from jatigi.ui.forms import RadioCards
from jatigi.ui.paper import Answers


class ReportForm(Answers):
    """Two records may be of one person: the code of the other one."""

    other = PersonCodeField(label=gettext_lazy("Code of the other record"))

    def __init__(self, access: Access, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.access = access

    def clean_other(self) -> UUID | None:
        return own.person_with(self.access, self.cleaned_data["other"])


class MergeForm(Answers):
    """For each field of which both say something else: what the record that is left says."""

    def __init__(self, first: values.State, second: values.State, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for name in values.to_choose(first, second):
            self.fields[name] = forms.ChoiceField(
                label=str(values.FIELDS[name]),
                choices=_choices(name, first, second),
                initial=values.usual(first, second, name),
                widget=RadioCards(),
            )


def _choices(name: str, first: values.State, second: values.State) -> list[tuple[str, str]]:
    found = [
        (side, lists.in_words(name, said[name]))
        for side, said in ((values.FIRST, first), (values.SECOND, second))
    ]
    return [*found, (values.BOTH, _("Keep both"))] if name in values.LISTS else found


class SeparateForm(Answers):
    """For each thing that was added since: to which of both it belongs. Named by the row's id or the field."""

    two_people = forms.BooleanField(
        label=gettext_lazy("They are two people: do not ask about them again"), required=False, initial=True
    )

    def __init__(
        self,
        codes: tuple[str, str],
        added: Sequence[Added],
        changed: Sequence[str],
        *args: Any,
        **kwargs: Any,
    ) -> None:
        super().__init__(*args, **kwargs)
        for one in added:
            if not one.leans:
                self._ask(str(one.id), f"{one.words}, {day(one.at)}", one.whose, codes)
        for name in changed:
            words = _("%(field)s, corrected since") % {"field": values.FIELDS[name]}
            self._ask(name, words, values.FIRST, codes)
        self.order_fields([*(name for name in self.fields if name != "two_people"), "two_people"])

    def _ask(self, name: str, label: str, whose: str, codes: tuple[str, str]) -> None:
        choices = list(zip((values.FIRST, values.SECOND), codes, strict=True))
        self.fields[name] = forms.ChoiceField(
            label=label, choices=choices, initial=whose, widget=RadioCards(short=True)
        )

    def belongs(self) -> dict[str, str]:
        return {name: value for name, value in self.cleaned_data.items() if name != "two_people"}
