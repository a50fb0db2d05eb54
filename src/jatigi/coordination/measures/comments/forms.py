"""Forms of comments. Thin: the actions judge."""

from django import forms
from django.utils.translation import gettext_lazy as _

from jatigi.coordination.measures.comments.actions import TEXT_LENGTH, WHY_LENGTH
from jatigi.coordination.measures.comments.models import Ground
from jatigi.ui.forms import RadioCards


class CommentForm(forms.Form):
    """What civil society says, or what is answered."""

    text = forms.CharField(
        label=_("Your comment"), max_length=TEXT_LENGTH, widget=forms.Textarea({"rows": 6})
    )


class AnswerForm(CommentForm):
    """What is answered."""

    text = forms.CharField(label=_("Your answer"), max_length=TEXT_LENGTH, widget=forms.Textarea({"rows": 5}))


class RefuseForm(forms.Form):
    """Which written rule it goes against, and a sentence for its author."""

    ground = forms.ChoiceField(
        label=_("Against which rule does it go?"), choices=Ground.choices, widget=RadioCards()
    )
    why = forms.CharField(
        label=_("A sentence for its author"), max_length=WHY_LENGTH, widget=forms.Textarea({"rows": 3})
    )
