"""The first record of a person, with the answer that makes it lawful."""

import re
from collections.abc import Mapping
from typing import Any, ClassVar
from uuid import UUID

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from jatigi.kernel.access import Access
from jatigi.people.codes import GroupKind, Relation
from jatigi.people.forms import fields as own
from jatigi.people.forms.fields import PersonCodeField, SiteField
from jatigi.people.forms.identity import IdentityForm
from jatigi.protection.codes import LANGUAGES, BasisKind, Form
from jatigi.ui.forms import RadioCards


class RegistrationForm(IdentityForm):
    """The first record of a person: identity, lawful basis, and who they travel with."""

    site = SiteField(label=_("Where?"))
    companion = PersonCodeField(
        label=_("Code of somebody of the group who is already registered"), required=False
    )
    group_kind = forms.ChoiceField(
        label=_("They are"), required=False, choices=GroupKind.choices, initial=GroupKind.FAMILY
    )
    relation = forms.ChoiceField(
        label=_("What the person is to them"),
        required=False,
        choices=Relation.choices,
        initial=Relation.UNKNOWN,
    )
    basis_kind = forms.ChoiceField(
        label=_("On which basis is this recorded?"),
        choices=BasisKind.choices,
        widget=RadioCards(
            hints={
                BasisKind.CONSENT: _("An adult heard the text above and agrees."),
                BasisKind.ASSENT: _("The child agrees, and so does the guardian or the authority."),
                BasisKind.VITAL_INTEREST: _(
                    "The person cannot be asked and their life or safety is at stake."
                ),
                BasisKind.MANDATE: _("A law or a decision obliges you to record this."),
            }
        ),
    )
    basis_agreed = forms.ChoiceField(
        label=_("The person’s answer"),
        required=False,
        choices=[("yes", _("Yes, I agree")), ("no", _("No, I do not agree"))],
        widget=RadioCards(short=True),
    )
    basis_language = forms.ChoiceField(
        label=_("Language in which it was explained"), choices=LANGUAGES, initial="fr", required=False
    )
    basis_form = forms.ChoiceField(
        label=_("How the person agreed"), choices=Form.choices, initial=Form.VERBAL, required=False
    )
    basis_witness = forms.CharField(label=_("Name of the witness, for a spoken agreement"), required=False)
    basis_reason = forms.CharField(
        label=_("Reason, for vital interest or a mandate"),
        required=False,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=_("A supervisor reads it within 24 hours."),
    )
    basis_guardian_role = forms.ChoiceField(
        label=_("Who answers for the child"),
        required=False,
        choices=[("guardian", _("guardian")), ("authority", _("competent authority"))],
    )
    basis_guardian_name = forms.CharField(label=_("Name of the guardian or the authority"), required=False)
    basis_guardian_relation = forms.CharField(label=_("What they are to the child"), required=False)
    basis_signature = forms.CharField(required=False, widget=forms.HiddenInput, max_length=400_000)
    visit = forms.UUIDField(required=False, widget=forms.HiddenInput)
    reviewed = forms.CharField(required=False, widget=forms.HiddenInput, max_length=2000)

    ALIASES: ClassVar[Mapping[str, str]] = {**IdentityForm.ALIASES, "basis_guardian": "basis_guardian_name"}

    def __init__(self, access: Access, *args: Any, first_site: UUID | None = None, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.access = access
        self.fields["site"].offer(own.sites_of(access), first_site)  # type: ignore[attr-defined]

    def clean_companion(self) -> UUID | None:
        return own.person_with(self.access, self.cleaned_data["companion"])

    def clean(self) -> dict[str, Any] | None:
        given = super().clean()
        asked = self.cleaned_data.get("basis_kind") in (BasisKind.CONSENT, BasisKind.ASSENT)
        if asked and not self.cleaned_data.get("basis_agreed"):
            self.add_error("basis_agreed", ValidationError(_("Read the text aloud, then note the answer.")))
        return given

    def values(self) -> dict[str, Any]:
        """Keyword arguments of `person.register`."""
        given = self.cleaned_data
        return {
            **self.identity_values(),
            "site": UUID(given["site"]),
            "visit": given.get("visit"),
            "companion": given.get("companion"),
            "group_kind": given.get("group_kind") or GroupKind.FAMILY.value,
            "relation": given.get("relation") or Relation.UNKNOWN.value,
            "basis": self._basis(),
        }

    def _basis(self) -> dict[str, Any]:
        given = self.cleaned_data
        parts = ("kind", "reason", "witness", "signature")
        basis: dict[str, Any] = {
            **{part: given.get(f"basis_{part}", "") for part in parts},
            "agreed": given.get("basis_agreed") != "no",
            "language": given.get("basis_language") or "fr",
            "form": given.get("basis_form") or Form.VERBAL.value,
        }
        if given["basis_kind"] == BasisKind.ASSENT:
            basis["guardian"] = {
                part: given.get(f"basis_guardian_{part}", "") for part in ("name", "relation")
            } | {"role": given.get("basis_guardian_role") or "guardian"}
        return basis

    def already_reviewed(self) -> set[UUID]:
        """The possible matches that the agent has already looked at and set aside."""
        found = re.findall(
            r"[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}", self.cleaned_data.get("reviewed", "")
        )
        return {UUID(text) for text in found}
