"""Fields that several forms share: long lists drawn quickly, the date on a paper form, codes of persons."""

from collections.abc import Callable, Iterable
from functools import lru_cache
from typing import Any
from uuid import UUID

from django import forms
from django.core.exceptions import ValidationError
from django.forms.utils import flatatt
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from jatigi.algorithms.codes import CodeError, read_code
from jatigi.kernel.access import Access
from jatigi.people.codes import LANGUAGES, NO_COUNTRY
from jatigi.people.duplicates import family
from jatigi.places.models import Country, Site

Groups = list[tuple[str, list[tuple[str, str]]]]
SELECTED = flatatt({"selected": True})


class LongSelect(forms.Select):
    """A select whose options are drawn in one go and not by a template each."""

    def __init__(self, groups: Callable[[str], Groups]) -> None:
        super().__init__()
        self.groups = groups

    def render(self, name: str, value: Any, attrs: Any = None, renderer: Any = None) -> SafeString:
        options = _options(self.groups, get_language() or "", str(value or ""))
        return format_html(
            "<select{}>{}</select>", flatatt({**self.attrs, **(attrs or {}), "name": name}), options
        )

    def use_required_attribute(self, initial: Any) -> bool:
        return False


@lru_cache(maxsize=256)
def _options(groups: Callable[[str], Groups], language: str, chosen: str) -> SafeString:
    return format_html_join(
        "", "{}", ((_group(label, options, chosen),) for label, options in groups(language))
    )


def _group(label: str, options: list[tuple[str, str]], chosen: str) -> SafeString:
    drawn = format_html_join(
        "",
        '<option value="{}"{}>{}</option>',
        ((value, SELECTED if value == chosen else "", text) for value, text in options),
    )
    return format_html('<optgroup label="{}">{}</optgroup>', label, drawn) if label else drawn


class LongChoiceField(forms.CharField):
    """The code chosen in a `LongSelect`; the action says whether it exists."""

    def __init__(self, groups: Callable[[str], Groups], **kwargs: Any) -> None:
        super().__init__(widget=LongSelect(groups), max_length=16, required=False, **kwargs)


def countries(language: str) -> Groups:
    """Every country, those of the routes first."""
    every = sorted(Country.objects.all(), key=str)
    near = [country for country in every if country.consortium or country.borders_mali]
    return [
        ("", [("", str(_("Not asked")))]),
        (str(_("Countries nearby")), [(country.pk, str(country)) for country in near]),
        (str(_("Other countries")), [(country.pk, str(country)) for country in every if country not in near]),
    ]


def nationalities(language: str) -> Groups:
    """Countries, and the answers that are none."""
    blank, *rest = countries(language)
    return [
        blank,
        (str(_("Other answers")), [(code, str(label)) for code, label in NO_COUNTRY.items()]),
        *rest,
    ]


def languages(language: str) -> Groups:
    return [("", [("", str(_("Not asked"))), *((code, str(label)) for code, label in LANGUAGES.items())])]


class PersonCodeField(forms.CharField):
    """The code of a person of the house as typed or scanned; `found` gives the person's id."""

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(max_length=40, **kwargs)
        self.widget.attrs.update(autocomplete="off", autocapitalize="characters", spellcheck="false")

    def clean(self, value: Any) -> str:
        text = super().clean(value)
        try:
            return read_code(text) if text else ""
        except CodeError:
            raise ValidationError(
                _("This is not a code: one of its characters is wrong or missing. Please read it again."),
                code="code",
            ) from None


def person_with(access: Access, code: str) -> UUID | None:
    """The id of the person who has this code here. Raises `ValidationError` where nobody has it."""
    if not code:
        return None
    found = family.by_code(access, code)
    if found is None or found.erased_at:
        raise ValidationError(_("No person with this code is registered here."), code="unknown")
    return found.pk


def sites_of(access: Access) -> list[Site]:
    """The sites of the asker's organisation where people are received."""
    if access.organisation is None:
        return []
    rows = Site.objects.visible_to(access).filter(organisation_id=access.organisation, active=True)
    return list(rows.order_by("name"))


class SiteField(forms.ChoiceField):
    """A site of the organisation; not asked where there is only one."""

    def offer(self, sites: Iterable[Site], first: UUID | None) -> None:
        """Offer these sites, `first` chosen beforehand where it is among them."""
        self.choices = [(str(site.pk), site.name) for site in sites]
        offered = [value for value, _label in self.choices]
        self.initial = str(first) if str(first) in offered else offered[0] if offered else None
        if len(offered) == 1:
            self.widget = forms.HiddenInput()
