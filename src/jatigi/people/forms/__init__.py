"""Forms of the welcome desk: widgets and labels; what is true is decided in the actions."""

from jatigi.people.forms.desk import DangerForm, EmergencyForm, SearchForm, VisitForm
from jatigi.people.forms.identity import EditForm
from jatigi.people.forms.registration import RegistrationForm
from jatigi.people.forms.stays import ArrivalForm, BedForm, DepartureForm, EraseForm, TogetherForm

__all__ = [
    "ArrivalForm",
    "BedForm",
    "DangerForm",
    "DepartureForm",
    "EditForm",
    "EmergencyForm",
    "EraseForm",
    "RegistrationForm",
    "SearchForm",
    "TogetherForm",
    "VisitForm",
]
