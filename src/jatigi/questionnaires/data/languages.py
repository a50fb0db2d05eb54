"""The languages in which answers can be written: those of the form, and French and English for what is not of the form."""

from collections.abc import Mapping

from django.conf import settings
from django.utils.translation import gettext as _

from jatigi.questionnaires.models import Form, FormVersion

Languages = Mapping[str, str]
"""Code (or name in small letters, where a form gives no code) → name as people read it."""


def languages_of(form: Form) -> Languages:
    """Of all published versions of a form."""
    found = {"fr": _("French"), "en": _("English")}
    rows = FormVersion.objects.filter(form=form, published_at__isnull=False)
    for names in rows.order_by("published_at").values_list("languages", flat=True):
        for name in filter(None, names):
            found.setdefault(_code(name), name)
    return found


def around(language: str) -> str:
    """The language of headings that no form has: the chosen one where Jatigi speaks it, else French."""
    return language if language in dict(settings.LANGUAGES) else "fr"


def _code(name: str) -> str:
    """As `wording.in_language` finds it again."""
    if name.endswith(")"):
        return name.rpartition("(")[2].rstrip(")").lower()[:2]
    return name[:2].lower() if name[:2].lower() in ("fr", "en") else name.lower()
