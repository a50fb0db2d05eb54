"""What is asked before answers go out or come in."""

from collections.abc import Mapping
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from jatigi.kernel.text import NOTE_LENGTH
from jatigi.questionnaires.codes import ExportWhy
from jatigi.questionnaires.data import exporting
from jatigi.questionnaires.data.languages import Languages

KINDS = [(exporting.XLSX, _("Spreadsheet (.xlsx)")), (exporting.CSV, _("Text (.csv)"))]
LABELS = [("labels", _("Questions and answers in words")), ("codes", _("Names and codes of the form"))]
SEVERAL = [("joined", _("In one column")), ("split", _("One column for each choice"))]
PURPOSES = [("", _("Choose")), *ExportWhy.choices]


class Ask(forms.Form):
    """Why a file is needed, and how it is to be written."""

    why = forms.ChoiceField(label=_("What will the file be used for?"), choices=PURPOSES)
    reason = forms.CharField(
        label=_("Reason, in a sentence"),
        max_length=NOTE_LENGTH,
        widget=forms.Textarea({"rows": 3}),
        help_text=_("It is kept with the request. Write no name in it."),
    )
    kind = forms.ChoiceField(label=_("File"), choices=KINDS)
    language = forms.ChoiceField(label=_("Language"))
    words = forms.ChoiceField(label=_("Headings and answers"), choices=LABELS)
    several = forms.ChoiceField(label=_("Questions with several answers"), choices=SEVERAL)
    hxl = forms.BooleanField(label=_("Add a row of HXL tags"), required=False)
    personal = forms.BooleanField(
        label=_("With what may say who it is about"),
        required=False,
        help_text=_(
            "Code of the person, free texts, places, names of files, and questions marked as personal. Only where there is no other way."
        ),
    )

    def __init__(self, *args: Any, may_identify: bool, languages: Languages, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["language"].choices = list(languages.items())  # type: ignore[attr-defined]
        if not may_identify:
            del self.fields["personal"]

    @staticmethod
    def as_asked(why: str, reason: str, options: Mapping[str, Any]) -> dict[str, Any]:
        """What to begin with where the same is asked for anew."""
        return {
            "why": why,
            "reason": reason,
            "kind": options["kind"],
            "language": options["language"],
            "words": "labels" if options["labels"] else "codes",
            "several": "split" if options["split"] else "joined",
            "hxl": options["hxl"],
            "personal": options["personal"],
        }

    def options(self) -> dict[str, Any]:
        """As `export.request` takes them."""
        said = self.cleaned_data
        return {
            "language": said["language"],
            "labels": said["words"] == "labels",
            "split": said["several"] == "split",
            "hxl": said["hxl"],
            "personal": said.get("personal", False),
        }


class Bring(forms.Form):
    """A file of answers, and the version of the form to which they were given."""

    number = forms.ChoiceField(label=_("Version of the form"))
    file = forms.FileField(
        label=_("File"),
        help_text=_(
            "An export of KoBo or ODK Central: .csv, .json, or .zip with the tables of repetitions. At most 5,000 answers."
        ),
        widget=forms.ClearableFileInput({"accept": ".csv,.json,.zip"}),
    )

    def __init__(self, *args: Any, numbers: list[str], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["number"].choices = [(number, number) for number in numbers]  # type: ignore[attr-defined]
